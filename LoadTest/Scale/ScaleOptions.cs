using static Marquee.LoadTest.Word;

namespace Marquee.LoadTest.Scale;

/// <param name="Parts">What is done: the sizes must have been created once before they are measured.</param>
/// <param name="Shows">How many a large installation has.</param>
/// <param name="Bookings">How many its database has where it is full.</param>
/// <param name="Count">Bookings, and calls of sleeping shows, of one measurement.</param>
/// <param name="Rest">Seconds after the last event is delivered that still count as cost: lazy acknowledgements are written then.</param>
/// <param name="Data">Folder where the databases stay for a later run; null where they go with this one.</param>
internal sealed record ScaleOptions(IReadOnlyList<string> Parts, int Shows, int Bookings, int Rounds, int Count, int Rest, string? Data)
{
    /// <summary>Ten shows have 1,500 pairs of seats.</summary>
    private const int MostCount = 1_500;

    public static readonly IReadOnlyList<string> AllParts = ["create", "bookings", "memory", "sleeping"];

    public static bool TryParse(ReadOnlySpan<string> args, out ScaleOptions options, out string error)
    {
        options = new ScaleOptions(AllParts, 20_000, 1_000_000, 5, 1_200, 3, null);
        if (!TryRead(args, ref options, With, out error)) return false;
        return options.Data is not null || options.Parts.Contains("create") || Fail("Without 'create' among the parts there must be --data with what was created before.", out error);
    }

    private static ScaleOptions? With(ScaleOptions options, string name, string value) => name switch
    {
        "--part" when value.Split(',').All(AllParts.Contains) => options with { Parts = value.Split(',') },
        "--shows" when IsNumber(value, 10, 100_000, out var shows) => options with { Shows = shows },
        "--bookings" when IsNumber(value, 1_000, 10_000_000, out var bookings) => options with { Bookings = bookings },
        "--rounds" when IsNumber(value, 1, 20, out var rounds) => options with { Rounds = rounds },
        "--count" when IsNumber(value, 10, MostCount, out var count) => options with { Count = count },
        "--rest" when IsNumber(value, 0, 300, out var rest) => options with { Rest = rest },
        "--data" when value.Length > 0 => options with { Data = value },
        _ => null,
    };
}
