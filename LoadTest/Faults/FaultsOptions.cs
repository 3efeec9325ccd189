using Marquee.LoadTest.Faults.Scenarios;
using static Marquee.LoadTest.Word;

namespace Marquee.LoadTest.Faults;

/// <param name="Scenarios">Those that are run, in this order.</param>
/// <param name="Seed">Draws who is killed when, and what customers want.</param>
/// <param name="Repeat">How often each fault is done.</param>
/// <param name="Customers">Who book at once.</param>
/// <param name="Logs">Where what the processes say is kept; null for nowhere.</param>
internal sealed record FaultsOptions(IReadOnlyList<Scenario> Scenarios, int Seed, int Repeat, int Customers, bool List, string? Logs = null)
{
    public static bool TryParse(ReadOnlySpan<string> args, out FaultsOptions options, out string error)
    {
        options = new FaultsOptions([.. Catalogue.All.Where(scenario => !scenario.OnlyByName)], 1, 1, 12, false);
        error = "";
        string? old = null;
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--list")
            {
                options = options with { List = true };
                continue;
            }

            if (i + 1 == args.Length) return Fail($"{args[i]} needs a value.", out error);
            var (name, value) = (args[i], args[++i]);
            switch (name)
            {
                case "--scenario":
                    var unknown = value.Split(',').FirstOrDefault(wanted => Catalogue.Find(wanted) is null);
                    if (unknown is not null) return Fail($"There is no scenario {unknown}; --list tells them.", out error);
                    options = options with { Scenarios = [.. value.Split(',').Select(wanted => Catalogue.Find(wanted)!)] };
                    break;
                case "--seed" when IsNumber(value, 0, int.MaxValue, out var seed):
                    options = options with { Seed = seed };
                    break;
                case "--repeat" when IsNumber(value, 1, 10_000, out var repeat):
                    options = options with { Repeat = repeat };
                    break;
                case "--customers" when IsNumber(value, 1, 1_000, out var customers):
                    options = options with { Customers = customers };
                    break;
                case "--old":
                    old = value;
                    break;
                case "--logs":
                    options = options with { Logs = value };
                    break;
                default:
                    return Fail($"{name} {value} is not understood.", out error);
            }
        }

        if (old is not null) options = options with { Scenarios = [.. options.Scenarios.Select(scenario => scenario.Name == UpgradeFaults.Name ? UpgradeFaults.From(old) : scenario)] };
        return true;
    }
}
