using System.Globalization;

namespace Marquee.LoadTest.Clusters;

/// <summary>What a running cluster can be told.</summary>
internal sealed record ClusterCommand(ClusterVerb Verb, int Silo = 0)
{
    /// <param name="used">How many of the words it took.</param>
    public static bool TryParse(ReadOnlySpan<string> words, out ClusterCommand command, out int used)
    {
        (command, used) = words switch
        {
            ["status", ..] => (new ClusterCommand(ClusterVerb.Status), 1),
            ["add-silo", ..] => (new ClusterCommand(ClusterVerb.AddSilo), 1),
            ["stop-silo", var number, ..] when IsSilo(number, out var silo) => (new ClusterCommand(ClusterVerb.StopSilo, silo), 2),
            ["start-silo", var number, ..] when IsSilo(number, out var silo) => (new ClusterCommand(ClusterVerb.StartSilo, silo), 2),
            _ => (new ClusterCommand(ClusterVerb.Status), 0),
        };
        return used > 0;
    }

    /// <summary>As it goes over the line.</summary>
    public override string ToString() => Verb switch
    {
        ClusterVerb.AddSilo => "add-silo",
        ClusterVerb.StopSilo => $"stop-silo {Silo}",
        ClusterVerb.StartSilo => $"start-silo {Silo}",
        _ => "status",
    };

    private static bool IsSilo(string text, out int silo) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out silo) && silo > 0;
}

internal enum ClusterVerb
{
    Status,
    AddSilo,
    StopSilo,
    StartSilo,
}
