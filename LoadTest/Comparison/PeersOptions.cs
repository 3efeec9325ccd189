using static Marquee.LoadTest.Word;

namespace Marquee.LoadTest.Comparison;

/// <param name="Seconds">Of each measurement, after two to warm up.</param>
/// <param name="Customers">Accounts with full wallets on each side.</param>
/// <param name="Sides">Names of those compared.</param>
internal sealed record PeersOptions(int Rounds, int Seconds, int Customers, IReadOnlyList<string> Sides, IReadOnlyList<string> Work)
{
    public static readonly IReadOnlyList<string> AllSides = ["marquee", "postgres", "redis", "limits"];

    public static bool TryParse(ReadOnlySpan<string> args, out PeersOptions options, out string error)
    {
        options = new PeersOptions(3, 6, 5_000, AllSides, [.. Comparison.Work.All.Select(work => work.Name)]);
        return TryRead(args, ref options, With, out error);
    }

    private static PeersOptions? With(PeersOptions options, string name, string value) => name switch
    {
        "--rounds" when IsNumber(value, 1, 20, out var rounds) => options with { Rounds = rounds },
        "--seconds" when IsNumber(value, 1, 120, out var seconds) => options with { Seconds = seconds },
        "--customers" when IsNumber(value, 400, 100_000, out var customers) => options with { Customers = customers },
        "--sides" when value.Split(',').All(AllSides.Contains) => options with { Sides = value.Split(',') },
        "--work" when Comparison.Work.All.Any(work => work.Name.Contains(value, StringComparison.Ordinal)) => options with { Work = [.. options.Work.Where(name => name.Contains(value, StringComparison.Ordinal))] },
        _ => null,
    };
}
