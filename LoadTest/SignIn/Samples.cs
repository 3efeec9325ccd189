using System.Globalization;

namespace Marquee.LoadTest.SignIn;

/// <summary>Two samples of times, and whether they can be told apart.</summary>
internal sealed class Samples(IReadOnlyList<double> unknown, IReadOnlyList<double> known)
{
    private const int Resamples = 4_000;

    public async Task WriteAsync(TextWriter output, string what)
    {
        var (low, high) = Interval();
        var (order, z) = MannWhitney();
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{what}: {unknown.Count} unknown, {known.Count} known"));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  median unknown {Median(unknown):0.00} ms, known {Median(known):0.00} ms"));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"  unknown - known {Median(unknown) - Median(known):+0.00;-0.00} ms, 95 % between {low:+0.00;-0.00} and {high:+0.00;-0.00} (bootstrap)"));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"  an unknown one takes longer than a known one {order:0.0%} of the time; z = {z:+0.00;-0.00} (Mann-Whitney, beyond 1.96 is a difference)"));
    }

    /// <summary>What the difference of medians might have been, had chance dealt other samples.</summary>
    private (double Low, double High) Interval()
    {
        var random = new Random(1);
        var differences = Enumerable.Range(0, Resamples).Select(_ => Median(Again(unknown, random)) - Median(Again(known, random))).Order().ToArray();
        return (differences[Resamples / 40], differences[^(Resamples / 40)]);
    }

    /// <summary>How often one of the first sample is above one of the second: half of the time where they are alike.</summary>
    private (double Order, double Z) MannWhitney()
    {
        var pairs = (double)unknown.Count * known.Count;
        var above = unknown.Sum(first => known.Sum(second => first > second ? 1.0 : first < second ? 0.0 : 0.5));
        var deviation = Math.Sqrt(pairs * (unknown.Count + known.Count + 1) / 12);
        return (above / pairs, (above - (pairs / 2)) / deviation);
    }

    private static double[] Again(IReadOnlyList<double> sample, Random random)
    {
        var again = new double[sample.Count];
        for (var i = 0; i < again.Length; i++) again[i] = sample[random.Next(sample.Count)];
        return again;
    }

    private static double Median(IReadOnlyList<double> sample) => sample.Order().ElementAt(sample.Count / 2);
}
