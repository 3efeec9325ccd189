using System.Globalization;

namespace Marquee.LoadTest.Search;

/// <summary>How well one way of searching answered, by kind of query.</summary>
internal sealed class Scores
{
    public const int Page = 10;
    private readonly List<(string Kind, double Recall, double Reciprocal, double Milliseconds)> _answers = [];

    /// <param name="found">Lines of the first <see cref="Page"/> films, best first.</param>
    public void Add(JudgedQuery query, IReadOnlyList<int> found, TimeSpan took)
    {
        var hits = found.Take(Page).Count(query.Right.Contains);
        var first = Enumerable.Range(0, Math.Min(found.Count, Page)).FirstOrDefault(at => query.Right.Contains(found[at]), -1);
        _answers.Add((query.Kind, (double)hits / Math.Min(Page, query.Right.Count), first < 0 ? 0 : 1.0 / (first + 1), took.TotalMilliseconds));
    }

    public IEnumerable<string> Kinds => _answers.Select(answer => answer.Kind).Distinct();

    public int Count(string? kind = null) => Of(kind).Count();

    /// <summary>What part of the right films was among the first ten.</summary>
    public double Recall(string? kind = null) => Of(kind).Average(answer => answer.Recall);

    /// <summary>Mean of one over the place of the first right film.</summary>
    public double MeanReciprocalRank(string? kind = null) => Of(kind).Average(answer => answer.Reciprocal);

    public double Percentile(int percent)
    {
        var sorted = _answers.Select(answer => answer.Milliseconds).Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
    }

    public string Cell(string? kind) => string.Create(CultureInfo.InvariantCulture, $"{MeanReciprocalRank(kind):0.000} / {Recall(kind):0.000}");

    private IEnumerable<(string Kind, double Recall, double Reciprocal, double Milliseconds)> Of(string? kind) => _answers.Where(answer => kind is null || answer.Kind == kind);
}
