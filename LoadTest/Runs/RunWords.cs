using System.Globalization;
using Marquee.LoadTest.Journeys;

namespace Marquee.LoadTest.Runs;

/// <summary>Reads the options of <c>LoadTest run</c>: each word is understood, or refused by name.</summary>
internal static class RunWords
{
    private static readonly string[] OfOwnSystem = ["--silos", "--apis", "--change"];
    private static readonly string[] OfForeignSystem = ["--email", "--password", "--database"];

    public static bool TryParse(ReadOnlySpan<string> args, out RunOptions options, out string error)
    {
        options = new RunOptions();
        error = "";
        var given = new HashSet<string>();
        for (var i = 0; i < args.Length && error.Length == 0; i++)
        {
            var name = args[i];
            if (!given.Add(name)) error = $"{name} is given twice.";
            else if (name == "--rush") options = options with { Rush = true };
            else if (i + 1 == args.Length) error = $"{name} needs a value.";
            else options = With(options, name, args[++i], ref error);
        }

        if (error.Length == 0) error = Conflict(options, given);
        // Something must be chosen, and this asks little of any machine.
        if (options is { Rate: null, Concurrency: null }) options = options with { Rate = 20 };
        return error.Length == 0;
    }

    private static RunOptions With(RunOptions options, string name, string value, ref string error)
    {
        switch (name)
        {
            case "--url" when Urls(value) is { } urls: return options with { Urls = urls };
            case "--email" when value.Length > 0: return options with { Email = value };
            case "--password" when value.Length > 0: return options with { Password = value };
            case "--database" when value.Length > 0: return options with { Database = value };
            case "--out" when value.Length > 0: return options with { Out = value };
            case "--silos" when Whole(value, 1, 16) is { } silos: return options with { Silos = silos };
            case "--apis" when Whole(value, 1, 16) is { } apis: return options with { Apis = apis };
            case "--change" when Changes(value) is { } changes: return options with { Changes = [.. changes.OrderBy(change => change.At)] };
            case "--rate" when Number(value, 0.1, 100_000) is { } rate: return options with { Rate = rate };
            case "--concurrency" when Whole(value, 1, 10_000) is { } concurrency: return options with { Concurrency = concurrency };
            case "--seconds" when Whole(value, 1, 3_600) is { } seconds: return options with { Seconds = seconds };
            case "--zipf" when Number(value, 0, 5) is { } zipf: return options with { Zipf = zipf };
            case "--generators" when Whole(value, 1, 64) is { } generators: return options with { Generators = generators };
            case "--shows" when Whole(value, 1, 10_000) is { } shows: return options with { Shows = shows };
            case "--customers" when Whole(value, 1, 100_000) is { } customers: return options with { Customers = customers };
            case "--settle" when Whole(value, 1, 3_600) is { } settle: return options with { Settle = settle };
            case "--mix":
                return Mix<JourneyKind>.TryParse(value, out var mix, out error) ? options with { Mix = mix } : options;
            case "--pay":
                return Mix<PayWith>.TryParse(value, out var pay, out error) ? options with { Pay = pay } : options;
            default:
                error = $"{name} {value} is not understood.";
                return options;
        }
    }

    private static string Conflict(RunOptions options, HashSet<string> given)
    {
        var own = options.Urls.Count == 0;
        var misplaced = given.FirstOrDefault(own ? OfForeignSystem.Contains : OfOwnSystem.Contains);
        return misplaced is not null ? $"{misplaced} goes {(own ? "with --url" : "without --url, with a system that is started for the run")}."
            : !own && (options.Email.Length == 0 || options.Password.Length == 0) ? "With --url there must be --email and --password of an admin, to prepare shows and customers."
            : options is { Rate: not null, Concurrency: not null } ? "Give either --rate or --concurrency."
            : options.Customers < options.Generators ? "There must be a customer for each generator."
            : options.Concurrency < options.Generators ? "With --concurrency there must be a journey for each generator."
            : options.Changes.Any(change => change.At >= options.Seconds) ? "A change of the silos must come before the end of the run."
            : "";
    }

    private static List<Uri>? Urls(string text) => All(text, part => Uri.TryCreate(part, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null);

    private static List<SiloChange>? Changes(string text) => All(text, part =>
        part.Split(':') is [var at, "add" or "stop"] and [_, var what] && Whole(at, 0, 3_600) is { } second ? new SiloChange(second, what == "add") : null);

    /// <summary>Null where one of the parts is none.</summary>
    private static List<T>? All<T>(string text, Func<string, T?> read) where T : class
    {
        var parts = text.Split(',').Select(read).OfType<T>().ToList();
        return parts.Count == text.Split(',').Length ? parts : null;
    }

    private static int? Whole(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    private static double? Number(string text, double least, double most) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
