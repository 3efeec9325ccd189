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
        error = "";
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length) return Fail($"{args[i]} needs a value.", out error);
            var value = args[i + 1];
            switch (args[i])
            {
                case "--rounds" when IsNumber(value, 1, 20, out var rounds):
                    options = options with { Rounds = rounds };
                    break;
                case "--seconds" when IsNumber(value, 1, 120, out var seconds):
                    options = options with { Seconds = seconds };
                    break;
                case "--customers" when IsNumber(value, 400, 100_000, out var customers):
                    options = options with { Customers = customers };
                    break;
                case "--sides" when value.Split(',').All(AllSides.Contains):
                    options = options with { Sides = value.Split(',') };
                    break;
                case "--work" when Comparison.Work.All.Any(work => work.Name.Contains(value, StringComparison.Ordinal)):
                    options = options with { Work = [.. options.Work.Where(name => name.Contains(value, StringComparison.Ordinal))] };
                    break;
                default:
                    return Fail($"{args[i]} {value} is not understood.", out error);
            }
        }

        return true;
    }
}
