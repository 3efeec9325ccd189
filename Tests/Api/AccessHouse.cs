using System.Globalization;
using Marquee.Tests.Inbox;
using Marquee.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Marquee.Tests.Api;

/// <summary>The product with callers and things that exist, by the names that <see cref="AccessTable"/> uses.</summary>
public sealed class AccessHouse(PostgresFixture postgres) : Product(postgres)
{
    private readonly Dictionary<string, string> _things = [];
    private Task? _made;

    protected override Dictionary<string, string?> Settings => new(base.Settings) { ["Accounts:HashMemoryKiB"] = "8", ["Accounts:HashIterations"] = "1", ["Refunds:MostTries"] = "1" };

    internal ApiClient Owner { get; private set; } = null!;

    internal ApiClient Other { get; private set; } = null!;

    internal ApiClient Admin { get; private set; } = null!;

    /// <summary>Works at the door of the theater.</summary>
    internal ApiClient Staff { get; private set; } = null!;

    internal Task MadeAsync() => _made ??= MakeAsync();

    /// <summary>Puts things in the place of their names.</summary>
    internal string Fill(string text)
    {
        foreach (var (name, thing) in _things) text = text.Replace($"{{{name}}}", thing, StringComparison.Ordinal);
        return text.Replace("{new}", Guid.NewGuid().ToString("N"), StringComparison.Ordinal);
    }

    private async Task MakeAsync()
    {
        (Owner, Other, Admin) = (await RegisterAsync("owner@example.test"), await CustomerAsync(), await AdminAsync());
        foreach (var caller in new[] { Owner, Other, Admin })
            (await caller.PostAsync("/v1/me/wallet/top-ups", new { amount = Place.Inr(1_000_000), method = "card" })).Is(201);

        _things["payment"] = (await Owner.PostAsync("/v1/me/wallet/top-ups", new { amount = Place.Inr(100), method = "upi", upi = new { flow = "qr" } })).Is(201).Id;
        _things["device"] = (await Owner.PostAsync("/v1/me/devices", new { token = "device-of-the-owner", platform = "android" })).Is(201).Id;
        var (place, spare) = (await Place.MakeAsync(this), await Place.MakeAsync(this));
        (_things["movie"], _things["theater"], _things["screen"], _things["show"]) = (place.Movie, place.Theater, place.Screen, place.Show);
        (_things["spare show"], _things["provider"], _things["owner"]) = (spare.Show, "sandbox", (await Owner.GetAsync("/v1/me")).Id);
        _things["spare movie"] = await MakeAsync("/v1/admin/movies", Place.MovieBody());
        _things["spare theater"] = await MakeAsync("/v1/admin/theaters", Place.TheaterBody());
        foreach (var screen in new[] { "spare screen", "other screen", "last screen" })
            _things[screen] = await MakeAsync($"/v1/admin/theaters/{place.Theater}/screens", Place.ScreenBody());
        _things["soon"] = DateTimeOffset.UtcNow.AddDays(2).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        foreach (var (booking, seat) in new[] { ("booking", "B1"), ("spare booking", "B2") })
            _things[booking] = (await Owner.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { seat } })).Is(201).Id;
        await MakeRefundsAsync();
        foreach (var letter in new[] { "dead letter", "spare dead letter" })
            _things[letter] = await Letter.WriteAsync(Services.GetRequiredService<NpgsqlDataSource>());
        await MakeTicketsAsync(place);
    }

    private async Task MakeTicketsAsync(Place place)
    {
        foreach (var (booking, ticket, seat) in new[] { ("ticketed booking", "ticket", "B6"), ("spare ticketed booking", "spare ticket", "B7") })
        {
            _things[booking] = await BuyAsync(place.Show, seat, "tok_success");
            _things[ticket] = (await Owner.GetAsync($"/v1/bookings/{_things[booking]}/ticket")).Is(200).Text("code");
        }

        using var hired = await RegisterAsync("staff@example.test");
        (await Admin.PutAsync($"/v1/admin/users/{(await hired.GetAsync("/v1/me")).Id}/role", new { role = "staff", theaters = new[] { place.Theater } })).Is(200);
        Staff = await SignInAsync("staff@example.test");
        (await Staff.PostAsync("/v1/me/wallet/top-ups", new { amount = Place.Inr(1_000_000), method = "card" })).Is(201);
        _things["now"] = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    private async Task MakeRefundsAsync()
    {
        var (sold, canceled, moved) = (await Place.MakeAsync(this), await Place.MakeAsync(this), await Place.MakeAsync(this));
        (_things["canceled show"], _things["moved show"]) = (canceled.Show, moved.Show);
        _things["later"] = DateTimeOffset.UtcNow.AddDays(3).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        (await Admin.PostAsync($"/v1/admin/shows/{canceled.Show}/cancellation")).Is(202);
        foreach (var (booking, seat) in new[] { ("paid booking", "B3"), ("doomed paid booking", "B4") })
            _things[booking] = await BuyAsync(sold.Show, seat, "tok_success");
        var unlucky = await BuyAsync(sold.Show, "B5", "tok_refund_fails");
        foreach (var refund in new[] { "stuck refund", "spare stuck refund" })
            _things[refund] = (await Admin.PostAsync($"/v1/admin/bookings/{unlucky}/refunds", new { amount = Place.Inr(100), reason = "sorry" })).Is(201).Id;
    }

    private async Task<string> BuyAsync(string show, string seat, string token)
    {
        var booking = (await Owner.PostAsync("/v1/bookings", new { showId = show, seats = new[] { seat } })).Is(201).Id;
        (await Owner.PostAsync($"/v1/bookings/{booking}/payments", new { method = "card", card = new { token } })).Is(201);
        return booking;
    }

    private async Task<ApiClient> RegisterAsync(string email)
    {
        using var nobody = Nobody();
        (await nobody.PostAsync("/v1/users", new { email, password = "a password for tests", name = "Owner" })).Is(201);
        return await SignInAsync(email);
    }

    private async Task<string> MakeAsync(string path, object body) => (await Admin.PostAsync(path, body)).Is(201).Id;
}
