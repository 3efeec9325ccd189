namespace Marquee.Tests.Api;

/// <summary>A movie, a theater with a screen and a show, made over HTTP.</summary>
internal sealed record Place(string Movie, string Theater, string Screen, string Show)
{
    public static object MovieBody(string title = "Some film") => new { title, languages = new[] { "hi" }, genres = new[] { "drama" }, durationMinutes = 120, certificate = "UA" };

    public static object TheaterBody(string city = "Mumbai") => new
    {
        name = "Some theater", city, address = "1 Some Road", location = new { lat = 19.07, lon = 72.87 }, timeZone = "Asia/Kolkata",
    };

    public static object ScreenBody() => new
    {
        name = "Screen 1",
        layout = new
        {
            rows = new object[]
            {
                new { label = "A", category = "silver", seats = "1-5,_,6-10", wheelchair = new[] { "A1" }, companion = new[] { "A2" } },
                new { label = "B", category = "gold", seats = "1-12" },
                new { label = "C", category = "platinum", seats = "1-12" },
            },
        },
    };

    public static object ShowBody(string movie, string theater, string screen, TimeSpan ahead, object? rules = null) => new
    {
        movieId = movie, theaterId = theater, screenId = screen, startsAt = DateTimeOffset.UtcNow + ahead, language = "hi", format = "2D",
        prices = new { silver = Inr(20_000), gold = Inr(30_000), platinum = Inr(40_000) }, rules = rules ?? new { },
    };

    public static object Inr(long amount) => new { amount, currency = "INR" };

    public static async Task<Place> MakeAsync(Product product, object? rules = null, string city = "Mumbai")
    {
        using var admin = await product.AdminAsync();
        var movie = (await admin.PostAsync("/v1/admin/movies", MovieBody())).Is(201).Id;
        var theater = (await admin.PostAsync("/v1/admin/theaters", TheaterBody(city))).Is(201).Id;
        var screen = (await admin.PostAsync($"/v1/admin/theaters/{theater}/screens", ScreenBody())).Is(201).Id;
        var show = (await admin.PostAsync("/v1/admin/shows", ShowBody(movie, theater, screen, TimeSpan.FromHours(3), rules))).Is(201).Id;
        return new Place(movie, theater, screen, show);
    }
}
