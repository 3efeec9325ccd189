using System.Globalization;
using Marquee.Tests.Api;
using Marquee.Tests.Postgres;
using Marquee.Tests.Races;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marquee.Tests.Notifications;

/// <summary>Events that are handled before the grain that wrote them has heard that they are on disk, as where the answer to its write gets lost on the way.</summary>
[Collection("postgres")]
public sealed class EarlyEventTests(EarlyEventTests.AnsweredLate product) : IClassFixture<EarlyEventTests.AnsweredLate>
{
    [Fact]
    public async Task Who_asks_a_booking_that_has_not_heard_that_it_is_confirmed_asks_again_and_the_ticket_is_sent()
    {
        var (email, place) = ($"guest-{Guid.NewGuid():N}@example.test", await Place.MakeAsync(product));
        using var guest = await product.GuestAsync(email);
        var booking = (await guest.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { "B1" } })).Is(201).Id;
        var late = product.Storage.DelayAnswer("booking", booking);
        var paying = guest.PostAsync($"/v1/bookings/{booking}/payments", new { method = "wallet" });
        await late.Begun;
        await UntilAsync($"SELECT count(*) FROM notification_attempt a JOIN notification_delivery d ON d.id = a.delivery WHERE d.booking = '{booking}' AND a.outcome <> 'sending'");
        Assert.False(paying.IsCompleted);
        late.End();

        (await paying).Is(201);
        var told = await product.ToldAsync(booking, "booking-confirmed email sent", "reminder email waiting");
        Assert.Single(product.Mail.To(email));
        Assert.Equal(2, told[0].GetProperty("attempts").GetArrayLength());
    }

    [Fact]
    public async Task Who_asks_a_show_that_has_not_heard_that_it_was_moved_asks_again_and_its_customers_are_told()
    {
        var place = await Place.MakeAsync(product);
        using var admin = await product.AdminAsync();
        using var guest = await product.GuestAsync($"guest-{Guid.NewGuid():N}@example.test");
        var booking = await NotifiedProduct.BuyAsync(guest, place.Show, "B1");
        await product.ToldAsync(booking, "booking-confirmed email sent", "reminder email waiting");
        var late = product.Storage.DelayAnswer("show", place.Show);
        var startsAt = DateTimeOffset.UtcNow.AddDays(3).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var moving = admin.PostAsync($"/v1/admin/shows/{place.Show}/reschedule", new { startsAt });
        await late.Begun;
        await UntilAsync($"SELECT count(*) FROM inbox WHERE aggregate = '{booking}' AND type = 'show-moved-for-booking' AND (attempts > 0 OR done_at IS NOT NULL)");
        Assert.False(moving.IsCompleted);
        late.End();

        (await moving).Is(200);
        await product.ToldAsync(booking, "booking-confirmed email sent", "reminder email dropped", "show-moved email sent", "reminder email waiting");
    }

    private Task UntilAsync(string some) => Wait.UntilAsync(async () => (long)(await product.ScalarAsync(some))! > 0, () => some);

    public sealed class AnsweredLate(PostgresFixture postgres) : NotifiedProduct(postgres)
    {
        internal Fence Storage { get; } = new();

        // Time enough between two tries to end the delay after the first.
        protected override Dictionary<string, string?> Settings => new(base.Settings) { ["Notifications:FirstRetry"] = "00:00:02", ["Notifications:LongestRetry"] = "00:00:02" };

        protected override void Change(IServiceCollection services) => Storage.PutUp(services);
    }
}
