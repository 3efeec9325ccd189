using System.Diagnostics;
using Marquee.Tests.Api;
using Marquee.Tests.Postgres;
using Xunit;

namespace Marquee.Tests.Faults;

/// <summary>
/// The process is killed while one write of a booking is under way, started again, and nobody calls: the watchdog alone ends what was
/// begun. Every point between any two messages is walked in the simulation; these are the writes, with real processes and a real database.
/// All at once, because nearly all of the time is waiting for a reminder.
/// </summary>
public sealed class RecoveryTests : IDisposable
{
    private const long Given = 10_000_000;
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(90);
    private static readonly SemaphoreSlim Starting = new(2);
    private readonly string _data = Directory.CreateTempSubdirectory("marquee-recovery-").FullName;

    [Fact]
    public async Task Killed_in_any_write_of_a_booking_it_ends_right_within_ninety_seconds_though_nobody_calls()
    {
        await Task.WhenAll(
            WalkAsync("booking/booking", 1, lands: false, ends: null),
            WalkAsync("show/show-seats", 2, lands: true, ends: "expired"),
            WalkAsync("wallet/wallet", 1, lands: true, ends: "confirmed"),
            WalkAsync("show/show-seats", 3, lands: true, ends: "confirmed"),
            WalkAsync("booking/booking", 2, lands: false, ends: "confirmed"));
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    /// <param name="ends">The booking's status then, or null where its customer was never told of one.</param>
    private async Task WalkAsync(string type, int number, bool lands, string? ends)
    {
        var point = $"{type} {number} {(lands ? "landed" : "did not land")}";
        var database = (await PostgresServer.CreateDatabaseAsync(await PostgresServer.GetAsync())).ConnectionString;
        string show;
        StalledWrite write;
        await using (var product = await StartAsync(database))
        {
            show = await OpenShowAsync(product);
            using var customer = await CustomerAsync(product);
            write = await StalledWrite.PrepareAsync(database, type, number);
            var booking = BookAsync(customer, show);
            await write.ReachedAsync();
            await product.KillAsync();
            await booking;
            await write.ReleaseAsync(lands);
        }

        await using (write)
        {
            await using var again = await StartAsync(database);
            var since = Stopwatch.StartNew();
            while (since.Elapsed < Allowed && !await IsOverAsync(write, ends)) await Task.Delay(250);
            Assert.True(await IsOverAsync(write, ends), $"{point}: still {await StatusAsync(write) ?? "unknown"} after {since.Elapsed.TotalSeconds:0} s.");
            await CheckAsync(again, show, ends, point);
            await Books.CheckAsync(database, ends == "confirmed" ? Given - await BalanceAsync(again) : 0);
        }
    }

    private static async Task CheckAsync(ProductProcess product, string show, string? ends, string point)
    {
        var seats = (await product.Client().GetAsync($"/v1/shows/{show}/seats")).Is(200).At("rows")[0].GetProperty("seats");
        var taken = seats.EnumerateArray().Count(seat => seat.GetProperty("status").GetString() != "free");
        Assert.True(taken == (ends == "confirmed" ? 2 : 0), $"{point}: {taken} seats are taken.");
        Assert.True(ends == "confirmed" == await BalanceAsync(product) < Given, $"{point}: the wallet does not fit a booking that is {ends ?? "unknown"}.");
    }

    /// <summary>Where no booking was saved there is nothing to end but the hold, and its clock does that.</summary>
    private static async Task<bool> IsOverAsync(StalledWrite write, string? ends) =>
        await StatusAsync(write) == ends && await write.AskAsync<long>("SELECT count(*) FROM outbox") == 0
        && (ends is not null || await write.AskAsync<bool>("SELECT now() - max(modified_at) > interval '25 s' FROM grain_state WHERE grain_type = 'show/show-seats'"));

    private static Task<string?> StatusAsync(StalledWrite write) => write.AskAsync<string>("SELECT status FROM booking_view");

    private async Task<ProductProcess> StartAsync(string database)
    {
        await Starting.WaitAsync();
        try
        {
            for (var tries = 1; ; tries++)
            {
                try
                {
                    var data = Directory.CreateDirectory(Path.Combine(_data, Guid.NewGuid().ToString("N"))).FullName;
                    return await ProductProcess.StartAsync(data, database, "Shows:HoldTime=00:00:20");
                }
                catch (InvalidOperationException taken) when (tries < 5 && taken.Message.Contains("in use", StringComparison.Ordinal))
                {
                    // Others look for free ports at the same time.
                }
            }
        }
        finally
        {
            Starting.Release();
        }
    }

    private static async Task BookAsync(ApiClient customer, string show)
    {
        try
        {
            var booking = (await customer.PostAsync("/v1/bookings", new { showId = show, seats = new[] { "A1", "A2" } })).Is(201).Id;
            await customer.PostAsync($"/v1/bookings/{booking}/payments", new { method = "wallet" });
        }
        catch (HttpRequestException)
        {
            // Killed meanwhile, as was meant.
        }
    }

    private static async Task<string> OpenShowAsync(ProductProcess product)
    {
        using var admin = await product.SignInAsync(ProductProcess.AdminEmail);
        var movie = (await admin.PostAsync("/v1/admin/movies", Place.MovieBody())).Is(201).Id;
        var theater = (await admin.PostAsync("/v1/admin/theaters", Place.TheaterBody())).Is(201).Id;
        var screen = (await admin.PostAsync($"/v1/admin/theaters/{theater}/screens", Place.ScreenBody())).Is(201).Id;
        return (await admin.PostAsync("/v1/admin/shows", Place.ShowBody(movie, theater, screen, TimeSpan.FromHours(3)))).Is(201).Id;
    }

    private static async Task<ApiClient> CustomerAsync(ProductProcess product)
    {
        using var nobody = product.Client();
        (await nobody.PostAsync("/v1/users", new { email = "customer@example.test", password = ProductProcess.Password, name = "Somebody" })).Is(201);
        var customer = await product.SignInAsync("customer@example.test");
        (await customer.PostAsync("/v1/me/wallet/top-ups", new { amount = Place.Inr(Given), method = "card" })).Is(201);
        return customer;
    }

    private static async Task<long> BalanceAsync(ProductProcess product)
    {
        using var customer = await product.SignInAsync("customer@example.test");
        return (await customer.GetAsync("/v1/me/wallet")).Is(200).Number("balance", "amount");
    }
}
