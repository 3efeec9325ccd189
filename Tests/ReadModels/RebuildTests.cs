using Marquee.Tests.Api;
using Marquee.Tests.Postgres;
using Xunit;

namespace Marquee.Tests.ReadModels;

/// <summary>Parts so small that there are many, while customers book.</summary>
public sealed class RebuildProduct(PostgresFixture postgres) : Product(postgres)
{
    protected override Dictionary<string, string?> Settings => new(base.Settings)
    {
        ["ReadModels:BatchSize"] = "3", ["ReadModels:Poll"] = "00:00:00.05", ["Accounts:HashMemoryKiB"] = "8", ["Accounts:HashIterations"] = "1",
    };

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await RowsOf.KeepEventsAsync(this);
    }
}

/// <summary>Read models are written anew from the grains.</summary>
[Collection("postgres")]
public sealed class RebuildTests(RebuildProduct product) : IClassFixture<RebuildProduct>
{
    private const string Path = "/v1/admin/read-models/rebuild";
    private int _bookings;

    [Fact]
    public async Task While_bookings_go_on_the_rows_become_what_the_events_give()
    {
        using var admin = await product.AdminAsync();
        var places = await HouseAsync(admin);
        using var customer = await product.CustomerAsync();
        foreach (var place in places[..2]) await BookAsync(customer, place.Show, "A1");
        (await admin.PostAsync($"/v1/admin/shows/{places[1].Show}/cancellation", new { reason = "rain" })).Is(202);
        await DamageAsync();

        using var over = new CancellationTokenSource();
        Task[] crowd = [.. Enumerable.Range(0, 3).Select(number => KeepBookingAsync(places[2 + number].Show, over.Token))];
        for (var round = 0; round < 3 || (_bookings < 60 && !crowd.Any(customers => customers.IsFaulted)); round++) await RebuiltAsync(admin);
        await over.CancelAsync();
        await Task.WhenAll(crowd);

        await RowsOf.QuietAsync(product);
        var rebuilt = await RowsOf.AllAsync(product);
        await RowsOf.FromEventsAsync(product);
        Assert.Equal(await RowsOf.AllAsync(product), rebuilt);
        await RebuiltAsync(admin);
        Assert.Equal(rebuilt, await RowsOf.AllAsync(product));
        Assert.DoesNotContain("nobody", rebuilt, StringComparison.Ordinal);
        Assert.Contains("read-model-rebuild", (await admin.GetAsync("/v1/admin/jobs")).Is(200).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_passed_over_and_counted()
    {
        using var admin = await product.AdminAsync();
        using var customer = await product.CustomerAsync();
        var place = await Place.MakeAsync(product);
        var (broken, sound) = (await HoldAsync(customer, place.Show, "B1"), await HoldAsync(customer, place.Show, "B2"));
        await RowsOf.QuietAsync(product);
        await product.SqlAsync($"UPDATE booking_view SET status = 'lost' WHERE id IN ('{broken}', '{sound}')");
        await product.SqlAsync(
            $"""
            ALTER TABLE grain_state ADD COLUMN before bytea;
            UPDATE grain_state SET before = payload, payload = '\xff' WHERE grain_type = 'booking/booking' AND grain_key = '{broken}'
            """);

        var done = await RebuiltAsync(admin);
        await product.SqlAsync("UPDATE grain_state SET payload = before WHERE before IS NOT NULL; ALTER TABLE grain_state DROP COLUMN before");

        Assert.Equal(1, done.Number("failed"));
        Assert.Equal(("lost", "pending"), (await StatusAsync(broken), await StatusAsync(sound)));
        Assert.Equal(0, (await RebuiltAsync(admin)).Number("failed"));
        Assert.Equal("pending", await StatusAsync(broken));
    }

    [Fact]
    public async Task There_is_one_at_a_time_however_often_it_is_begun()
    {
        using var admin = await product.AdminAsync();
        var begun = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => admin.PostAsync(Path)));
        Assert.All(begun, answer => answer.Is(202));
        Assert.InRange((long)(await product.ScalarAsync("SELECT count(*) FROM read_model_rebuild WHERE status = 'running'"))!, 0, 1);
        await DoneAsync(admin);
    }

    private async Task<string?> StatusAsync(string booking) => (string?)await product.ScalarAsync($"SELECT status FROM booking_view WHERE id = '{booking}'");

    /// <summary>Places to book, and everything that can become of what is in the catalogue.</summary>
    private async Task<Place[]> HouseAsync(ApiClient admin)
    {
        var places = await Task.WhenAll(Enumerable.Range(0, 5).Select(number => Place.MakeAsync(product, city: $"City {number}")));
        var gone = (await admin.PostAsync("/v1/admin/movies", Place.MovieBody("Gone"))).Is(201).Id;
        (await admin.PutAsync($"/v1/admin/movies/{gone}", Place.MovieBody("Gone for good"))).Is(200);
        (await admin.DeleteAsync($"/v1/admin/movies/{gone}")).Is(204);
        (await admin.DeleteAsync($"/v1/admin/theaters/{(await admin.PostAsync("/v1/admin/theaters", Place.TheaterBody("Gone"))).Is(201).Id}")).Is(204);
        (await admin.PostAsync($"/v1/admin/shows/{places[0].Show}/reschedule", new { startsAt = DateTimeOffset.UtcNow.AddDays(2) })).Is(200);
        var (last, screen) = (places[^1], Place.ScreenBody());
        var other = (await admin.PostAsync($"/v1/admin/theaters/{last.Theater}/screens", screen)).Is(201).Id;
        var withdrawn = (await admin.PostAsync("/v1/admin/shows", Place.ShowBody(last.Movie, last.Theater, other, TimeSpan.FromHours(9)))).Is(201).Id;
        (await admin.DeleteAsync($"/v1/admin/shows/{withdrawn}")).Is(204);
        return places;
    }

    /// <summary>Rows lost, rows that lie, rows of what never was.</summary>
    private async Task DamageAsync()
    {
        await RowsOf.QuietAsync(product);
        await product.SqlAsync(
            """
            DELETE FROM movie_view WHERE title LIKE 'Gone%';
            UPDATE movie_view SET title = 'nobody', version = 999;
            UPDATE theater_view SET name = 'nobody', version = 999 WHERE id = (SELECT min(id) FROM theater_view WHERE NOT removed);
            DELETE FROM theater_view WHERE id = (SELECT max(id) FROM theater_view);
            UPDATE show_view SET local_date = '2001-01-01', moves = 7 WHERE id = (SELECT min(id) FROM show_view);
            DELETE FROM show_view WHERE id = (SELECT max(id) FROM show_view);
            UPDATE movie_standing SET last_start = '2001-01-01';
            UPDATE booking_view SET status = 'expired', version = 999;
            DELETE FROM booking_view WHERE id = (SELECT max(id) FROM booking_view);
            INSERT INTO booking_view VALUES ('bkg_nobody', 'usr_nobody', 'shw_nobody', 'confirmed', 1, now(), '{}');
            UPDATE booking_sale SET gross = 1, version = 999;
            INSERT INTO booking_sale VALUES ('bkg_nobody', 'shw_nobody', NULL, 1, false, 1, 'INR', 1, 1, 1, 1);
            UPDATE refund_view SET status = 'stuck', version = 999;
            INSERT INTO refund_view (id, customer, status, version, requested_at, document) VALUES ('rfd_nobody', 'usr_nobody', 'stuck', 1, now(), '{}')
            """);
    }

    /// <summary>Books, gives up, pays, and gives back one seat and then the other, again and again.</summary>
    private async Task KeepBookingAsync(string show, CancellationToken over)
    {
        using var customer = await product.CustomerAsync();
        for (var number = 0; !over.IsCancellationRequested; number++)
        {
            if (number % 3 == 0) (await customer.DeleteAsync($"/v1/bookings/{await HoldAsync(customer, show, "A5")}")).Is(204);
            var booking = await BookAsync(customer, show, "A6", "A7");
            (await customer.PostAsync($"/v1/bookings/{booking}/cancellation", new { seats = new[] { "A6" } })).Is(200);
            (await customer.PostAsync($"/v1/bookings/{booking}/cancellation")).Is(200);
            Interlocked.Increment(ref _bookings);
        }
    }

    private static async Task<string> BookAsync(ApiClient customer, string show, params string[] seats)
    {
        var booking = await HoldAsync(customer, show, seats);
        (await customer.PostAsync($"/v1/bookings/{booking}/payments", new { method = "card", card = new { token = "tok_success" } })).Is(201);
        return booking;
    }

    private static async Task<string> HoldAsync(ApiClient customer, string show, params string[] seats) =>
        (await customer.PostAsync("/v1/bookings", new { showId = show, seats })).Is(201).Id;

    private static async Task<ApiAnswer> RebuiltAsync(ApiClient admin)
    {
        var begun = (await admin.PostAsync(Path)).Is(202);
        var done = await DoneAsync(admin);
        Assert.Equal(begun.Id, done.Id);
        Assert.InRange(done.Number("done"), done.Number("total"), long.MaxValue);
        return done;
    }

    private static async Task<ApiAnswer> DoneAsync(ApiClient admin)
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(60); ; await Task.Delay(20))
        {
            var answer = (await admin.GetAsync(Path)).Is(200);
            if (answer.Text("status") == "done") return answer;
            Assert.True(DateTime.UtcNow < deadline, answer.Body);
        }
    }
}
