using System.Collections.Concurrent;
using Marquee.Tests.Api;
using Xunit;

namespace Marquee.Tests.Faults;

/// <summary>Doors that scan while the process is killed: who was let in stays in, and nobody comes in twice.</summary>
public sealed class CheckInCrashTests : IDisposable
{
    private const int Shows = 6;
    private const int SeatsEach = 10;
    private const int Seats = Shows * SeatsEach;
    private readonly string _data = Directory.CreateTempSubdirectory("marquee-fault-").FullName;

    [Fact]
    public async Task Killed_while_guests_come_in_it_knows_each_of_them_and_takes_a_retry_for_what_it_is()
    {
        var codes = new List<string>();
        var let = new ConcurrentDictionary<int, string>();
        await using (var product = await ProductProcess.StartAsync(_data))
        {
            using var admin = await product.SignInAsync(ProductProcess.AdminEmail);
            await BuyAllAsync(admin, codes);
            var doors = Enumerable.Range(0, 4).Select(door => ScanAsync(admin, codes, door, let)).ToList();
            while (let.Count < 8) await Task.Delay(1);
            await product.KillAsync();
            await Task.WhenAll(doors);
        }

        Assert.InRange(let.Count, 8, Seats - 1);
        await using var again = await ProductProcess.StartAsync(_data);
        using var back = await again.SignInAsync(ProductProcess.AdminEmail);
        for (var guest = 0; guest < Seats; guest++)
        {
            // The same scan again is answered as the first was, or is the first; another one is too late then.
            var retry = (await back.PostAsync("/v1/checkins", new { code = codes[guest] }, key: $"guest-{guest}")).Is(200);
            if (let.TryGetValue(guest, out var at)) Assert.Equal(("true", at), (retry.Header("Idempotency-Replayed"), retry.Text("at")));
            Assert.Equal(retry.Text("at"), (await back.PostAsync("/v1/checkins", new { code = codes[guest] })).Refuses(409, "already-checked-in").Text("checkedInAt"));
        }
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private static async Task BuyAllAsync(ApiClient admin, List<string> codes)
    {
        var shows = new List<string>();
        var movie = (await admin.PostAsync("/v1/admin/movies", Place.MovieBody())).Is(201).Id;
        var theater = (await admin.PostAsync("/v1/admin/theaters", Place.TheaterBody())).Is(201).Id;
        var layout = new { rows = new[] { new { label = "A", category = "silver", seats = $"1-{SeatsEach}" } } };
        var screen = (await admin.PostAsync($"/v1/admin/theaters/{theater}/screens", new { name = "1", layout })).Is(201).Id;
        for (var number = 0; number < Seats; number++)
        {
            var show = number % SeatsEach == 0 ? await OpenAsync(admin, movie, theater, screen, number / SeatsEach) : shows[^1];
            if (number % SeatsEach == 0) shows.Add(show);
            var booking = (await admin.PostAsync("/v1/bookings", new { showId = show, seats = new[] { $"A{(number % SeatsEach) + 1}" } })).Is(201).Id;
            (await admin.PostAsync($"/v1/bookings/{booking}/payments", new { method = "card", card = new { token = "tok_success" } })).Is(201);
            codes.Add((await admin.GetAsync($"/v1/bookings/{booking}/ticket")).Is(200).Text("code"));
        }
    }

    private static async Task<string> OpenAsync(ApiClient admin, string movie, string theater, string screen, int number) => (await admin.PostAsync("/v1/admin/shows", new
    {
        movieId = movie, theaterId = theater, screenId = screen, startsAt = DateTimeOffset.UtcNow.AddHours(3 + (4 * number)), language = "hi", prices = new { silver = Place.Inr(20_000) },
    })).Is(201).Id;

    /// <summary>One of four doors: every fourth guest, until nobody answers any more.</summary>
    private static async Task ScanAsync(ApiClient staff, List<string> codes, int door, ConcurrentDictionary<int, string> let)
    {
        for (var guest = door; guest < codes.Count; guest += 4)
        {
            try
            {
                let[guest] = (await staff.PostAsync("/v1/checkins", new { code = codes[guest] }, key: $"guest-{guest}")).Is(200).Text("at");
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException or TaskCanceledException)
            {
                return;
            }
        }
    }
}
