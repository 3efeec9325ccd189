namespace Marquee.LoadTest.Faults.Customers;

/// <summary>Shows that are booked: one that everybody wants to see, and others.</summary>
internal sealed record Stage(string Hot, IReadOnlyList<string> Shows)
{
    public const int Rows = 20;
    public const int SeatsInRow = 30;
    public const int ContendedRows = 4;
    private const int Count = 20;

    /// <summary>The one and two of the others, to be watched where all are concerned.</summary>
    public IReadOnlyList<string> Few => [Hot, Shows[0], Shows[1]];

    public IEnumerable<string> All => Shows.Prepend(Hot);

    /// <summary>A theater of their own, so that many stages can be opened one after the other.</summary>
    public static async Task<Stage> OpenAsync(MarqueeClient admin)
    {
        var house = new House(admin);
        var (movie, place) = (await house.MakeMovieAsync(), await house.OpenTheaterAsync(Rows, SeatsInRow));
        var shows = new List<string>();
        for (var slot = 0; slot <= Count; slot++) shows.Add(await house.OpenShowAsync(movie, place, DateTimeOffset.UtcNow.AddHours(50 + (3 * slot))));
        return new Stage(shows[0], shows[1..]);
    }
}
