using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Marquee.LoadTest;

/// <summary>Times single requests on an idle system: a hold, and a whole booking from the hold to the wallet payment's answer.</summary>
internal static class Idle
{
    private const int SeatsInHall = 2_000;
    private const int Rows = 20;

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
            if (i % 5 == 0) await NewCustomer.RegisterAsync(customer);
            if (i % (SeatsInHall / 2) == 0) show = await OpenShowAsync(new House(admin));
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

    private static async Task<string> OpenShowAsync(House house) =>
        await house.OpenShowAsync(await house.MakeMovieAsync(), await house.OpenTheaterAsync(Rows, SeatsInHall / Rows), DateTimeOffset.UtcNow.AddHours(5));

    private static string Id(JsonElement thing) => thing.GetProperty("id").GetString()!;
}
