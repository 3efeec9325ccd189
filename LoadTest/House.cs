using System.Text.Json;

namespace Marquee.LoadTest;

/// <summary>What an admin makes before anything is measured: movies, theaters with one screen, and shows in them that nobody has booked.</summary>
internal sealed class House(MarqueeClient admin)
{
    private static readonly string[] Languages = ["en"];
    private static readonly string[] Genres = ["test"];

    public Task<string> MakeMovieAsync(string title = "Load test") =>
        MakeAsync("/v1/admin/movies", new { title, languages = Languages, genres = Genres, durationMinutes = 90 });

    public async Task<(string Theater, string Screen)> OpenTheaterAsync(int rows, int seatsInRow)
    {
        var theater = await MakeAsync("/v1/admin/theaters", new
        {
            name = "Load test", city = "Load test", address = "Nowhere", location = new { lat = 0.0, lon = 0.0 }, timeZone = "Etc/UTC",
        });
        var layout = new { rows = Enumerable.Range(0, rows).Select(row => new { label = $"{(char)('A' + row)}", category = "silver", seats = $"1-{seatsInRow}" }) };
        return (theater, await MakeAsync($"/v1/admin/theaters/{theater}/screens", new { name = "1", layout }));
    }

    /// <summary>Shows of one screen must begin three hours apart.</summary>
    public Task<string> OpenShowAsync(string movie, (string Theater, string Screen) place, DateTimeOffset startsAt)
    {
        var price = new { amount = 20_000, currency = "INR" };
        return MakeAsync("/v1/admin/shows", new
        {
            movieId = movie, theaterId = place.Theater, screenId = place.Screen, startsAt, language = "en",
            prices = new { silver = price, gold = price, platinum = price },
        });
    }

    private async Task<string> MakeAsync(string path, object body) => (await admin.PostAsync(path, body)).GetProperty("id").GetString()!;
}

/// <summary>Somebody who has just registered, is signed in and has a wallet that outlasts the run.</summary>
/// <param name="Session">The answer of the sign-in.</param>
internal sealed record NewCustomer(string Id, JsonElement Session)
{
    private const string Password = "a password for load tests";

    public string Token => Session.GetProperty("accessToken").GetString()!;

    /// <param name="client">Is signed in as the new customer afterwards.</param>
    public static async Task<NewCustomer> RegisterAsync(MarqueeClient client, string? phone = null)
    {
        var email = $"{Guid.NewGuid():N}@load.test";
        var user = await client.PostAsync("/v1/users", new { email, password = Password, name = "Load test", phone });
        var session = await client.SessionAsync(email, Password);
        await client.PostAsync("/v1/me/wallet/top-ups", new { amount = new { amount = 100_000_000, currency = "INR" }, method = "card" });
        return new NewCustomer(user.GetProperty("id").GetString()!, session);
    }
}
