namespace Marquee.LoadTest.Faults.Customers;

/// <summary>Shows that are booked: one that everybody wants to see, and others.</summary>
internal sealed record Stage(string Hot, IReadOnlyList<string> Shows)
{
    public const int Rows = 20;
    public const int SeatsInRow = 30;
    public const int ContendedRows = 4;
    private const int Count = 20;
    private static readonly string[] Languages = ["en"];
    private static readonly string[] Genres = ["test"];

    public IEnumerable<string> All => Shows.Prepend(Hot);

    /// <summary>A theater of their own, so that many stages can be opened one after the other.</summary>
    public static async Task<Stage> OpenAsync(MarqueeClient admin)
    {
        var movie = await CreateAsync(admin, "/v1/admin/movies", new { title = "Load test", languages = Languages, genres = Genres, durationMinutes = 90 });
        var theater = await CreateAsync(admin, "/v1/admin/theaters", new
        {
            name = "Load test", city = "Load test", address = "Nowhere", location = new { lat = 0.0, lon = 0.0 }, timeZone = "Etc/UTC",
        });
        var rows = Enumerable.Range(0, Rows).Select(row => new { label = $"{(char)('A' + row)}", category = "silver", seats = $"1-{SeatsInRow}" });
        var screen = await CreateAsync(admin, $"/v1/admin/theaters/{theater}/screens", new { name = "1", layout = new { rows } });
        var shows = new List<string>();
        for (var slot = 0; slot <= Count; slot++) shows.Add(await OpenShowAsync(admin, movie, theater, screen, slot));
        return new Stage(shows[0], shows[1..]);
    }

    private static Task<string> OpenShowAsync(MarqueeClient admin, string movie, string theater, string screen, int slot)
    {
        var price = new { amount = 20_000, currency = "INR" };
        return CreateAsync(admin, "/v1/admin/shows", new
        {
            movieId = movie, theaterId = theater, screenId = screen, startsAt = DateTimeOffset.UtcNow.AddHours(50 + (3 * slot)), language = "en",
            prices = new { silver = price, gold = price, platinum = price },
        });
    }

    private static async Task<string> CreateAsync(MarqueeClient admin, string path, object body) => (await admin.PostAsync(path, body)).GetProperty("id").GetString()!;
}
