using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Marquee.Tests.Hostile;

/// <summary>Counts what came back, by operation and caller, so that a run that only knocks at the parser is seen to be one.</summary>
internal sealed class Coverage
{
    private readonly ConcurrentDictionary<(Operation Operation, Who Who, int Status), int> _answers = [];

    public int Total => _answers.Values.Sum();

    public void Add(HostileRequest request, int status) => _answers.AddOrUpdate((request.Operation, request.Who, status), 1, (_, count) => count + 1);

    public int Of(Operation operation, Who who) => Count(answer => answer.Operation == operation && answer.Who == who);

    public int Succeeded(Operation operation) => Count(answer => answer.Operation == operation && answer.Status is >= 200 and < 300);

    public int Invalid(Operation operation) => Count(answer => answer.Operation == operation && answer.Status == 422);

    /// <summary>Requests of a caller that got past the parser, the door and the routes: 2xx, 304, 402, 409, 412, 422.</summary>
    public double Deep(Who who) => Count(answer => answer.Who == who && answer.Status is < 400 or 402 or 409 or 412 or 422) / (double)Count(answer => answer.Who == who);

    public override string ToString()
    {
        var table = new StringBuilder();
        foreach (var operation in _answers.GroupBy(answer => (answer.Key.Operation.Name, answer.Key.Who)).OrderBy(group => group.Key.Name, StringComparer.Ordinal).ThenBy(group => group.Key.Who))
        {
            var statuses = operation.GroupBy(answer => answer.Key.Status).OrderBy(group => group.Key).Select(group => $"{group.Key}:{group.Sum(answer => answer.Value)}");
            table.AppendLine(CultureInfo.InvariantCulture, $"{operation.Key.Name,-55}{operation.Key.Who,-10}{string.Join(' ', statuses)}");
        }

        return table.ToString();
    }

    private int Count(Func<(Operation Operation, Who Who, int Status), bool> which) => _answers.Where(answer => which(answer.Key)).Sum(answer => answer.Value);
}
