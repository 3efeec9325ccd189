using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Marquee.LoadTest;

/// <summary>Times single requests on an idle system: a hold, and a whole booking from the hold to the wallet payment's answer.</summary>
internal static class Idle
{
    private const int SeatsInHall = 2_000;
    private static readonly string[] Language = ["en"];
    private static readonly string[] Genre = ["test"];

    public static async Task RunAsync(IdleOptions options, TextWriter output)
    {
        using var admin = new MarqueeClient(options.Url);
        await admin.SignInAsync(options.Email, options.Password);
        using var customer = new MarqueeClient(options.Url);
        var holds = new List<double>();
        var bookings = new List<double>();
        var warmUp = Math.Max(10, options.Count / 10);
        var show = "";
        for (var i = 0; i < warmUp + options.Count; i++)
        {
            // A customer has at most ten seats of a show, so each buys five of two.
            if (i % 5 == 0) await RegisterAsync(customer);
            if (i % (SeatsInHall / 2) == 0) show = await OpenShowAsync(admin);
            await Task.Delay(TimeSpan.FromMilliseconds(20)); // an idle system, not a busy one
            var start = Stopwatch.GetTimestamp();
            var booking = await customer.PostAsync("/v1/bookings", new { showId = show, bestAvailable = new { quantity = 2 } });
            var held = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            var payment = await customer.PostAsync($"/v1/bookings/{Id(booking)}/payments", new { method = "wallet" });
            var paid = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (payment.GetProperty("status").GetString() != "succeeded") throw new HttpRequestException($"A payment ended as {payment}.");
            if (i < warmUp) continue;
            holds.Add(held);
            bookings.Add(paid);
            if (bookings.Count % 50 == 0) await output.WriteLineAsync($"{bookings.Count} of {options.Count} bookings");
        }

        await output.WriteLineAsync($"{"",-28}{"median",10}{"p99",10}{"most",10}");
        await WriteAsync(output, "hold (ms)", holds);
        await WriteAsync(output, "booking by wallet (ms)", bookings);
    }

    private static async Task WriteAsync(TextWriter output, string what, List<double> times)
    {
        times.Sort();
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{what,-28}{times[times.Count / 2],10:0.0}{times[times.Count * 99 / 100],10:0.0}{times[^1],10:0.0}"));
    }

    private static async Task RegisterAsync(MarqueeClient customer)
    {
        var (email, password) = ($"{Guid.NewGuid():N}@load.test", "a password for load tests");
        await customer.PostAsync("/v1/users", new { email, password, name = "Load test" });
        await customer.SignInAsync(email, password);
        await customer.PostAsync("/v1/me/wallet/top-ups", new { amount = new { amount = 1_000_000, currency = "INR" }, method = "card" });
    }

    private static async Task<string> OpenShowAsync(MarqueeClient admin)
    {
        var movie = await admin.PostAsync("/v1/admin/movies", new { title = "Load test", languages = Language, genres = Genre, durationMinutes = 90 });
        var theater = await admin.PostAsync("/v1/admin/theaters", new
        {
            name = "Load test", city = "Load test", address = "Nowhere", location = new { lat = 0.0, lon = 0.0 }, timeZone = "Etc/UTC",
        });
        var rows = Enumerable.Range(0, 20).Select(row => new { label = $"{(char)('A' + row)}", category = "silver", seats = "1-100" });
        var screen = await admin.PostAsync($"/v1/admin/theaters/{Id(theater)}/screens", new { name = "1", layout = new { rows } });
        var price = new { amount = 20_000, currency = "INR" };
        var show = await admin.PostAsync("/v1/admin/shows", new
        {
            movieId = Id(movie), theaterId = Id(theater), screenId = Id(screen), startsAt = DateTimeOffset.UtcNow.AddHours(5), language = "en",
            prices = new { silver = price, gold = price, platinum = price },
        });
        return Id(show);
    }

    private static string Id(JsonElement thing) => thing.GetProperty("id").GetString()!;
}
