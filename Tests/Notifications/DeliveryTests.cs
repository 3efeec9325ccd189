using Marquee.Notifications;
using Marquee.Silo.Notifications;
using Marquee.Silo.Outbox;
using Marquee.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Marquee.Tests.Notifications;

/// <summary>What must hold whoever dies, and whatever time it is.</summary>
[Collection("postgres")]
public sealed class DeliveryTests(NotifiedProduct product) : IClassFixture<NotifiedProduct>
{
    private static readonly DateTimeOffset Long = DateTimeOffset.UtcNow.AddYears(10);

    private static string Address() => $"guest-{Guid.NewGuid():N}@example.test";

    [Fact]
    public async Task A_reminder_is_sent_two_hours_before_the_show_and_not_a_moment_earlier()
    {
        var (email, place) = (Address(), await Place.MakeAsync(product));
        using var guest = await product.GuestAsync(email);
        var booking = await NotifiedProduct.BuyAsync(guest, place.Show, "B1");
        var told = await product.ToldAsync(booking, "booking-confirmed email sent", "reminder email waiting");
        var startsAt = (await guest.GetAsync($"/v1/shows/{place.Show}")).Is(200).At("startsAt").GetDateTimeOffset();
        var id = Ids.Parse<NotificationId>(told.Single(item => item.GetProperty("kind").GetString() == "reminder").GetProperty("id").GetString()!);

        var clock = new FakeTimeProvider(startsAt.AddHours(-2).AddSeconds(-1));
        var deliverer = Deliverer(NotificationChannel.Email, clock);
        await DeliverAllAsync(deliverer);
        Assert.Single(product.Mail.To(email));
        clock.Advance(TimeSpan.FromSeconds(2));
        await DeliverAllAsync(deliverer);

        var mails = await product.Mail.UntilAsync(email, 2);
        Assert.Contains(mails, mail => mail.MessageId == $"{id}@example.test" && mail.Subject!.Contains("Today at", StringComparison.Ordinal));
        await DeliverAllAsync(deliverer);
        Assert.Equal(2, product.Mail.To(email).Count);
    }

    [Fact]
    public async Task A_reminder_that_is_not_true_any_more_is_not_sent_even_if_nobody_took_it_back()
    {
        var (email, place) = (Address(), await Place.MakeAsync(product));
        using var guest = await product.GuestAsync(email);
        var booking = await NotifiedProduct.BuyAsync(guest, place.Show, "B1");
        await product.ToldAsync(booking, "booking-confirmed email sent", "reminder email waiting");
        (await guest.PostAsync($"/v1/bookings/{booking}/cancellation", new { })).Is(200);
        await product.ToldAsync(booking, "booking-confirmed email sent", "booking-canceled email sent", "refunded email sent", "reminder email dropped");
        // As if the cancellation had not been heard of yet.
        await product.SqlAsync($"UPDATE notification_delivery SET status = 'waiting', due_at = now() WHERE booking = '{booking}' AND kind = 'reminder'");
        var told = await product.ToldAsync(booking, "booking-confirmed email sent", "booking-canceled email sent", "refunded email sent", "reminder email dropped");
        Assert.Contains(told, item => item.GetProperty("kind").GetString() == "reminder" && item.GetProperty("attempts").GetArrayLength() == 1);
        Assert.Equal(3, product.Mail.To(email).Count);
    }

    [Fact]
    public async Task An_event_that_is_handled_twice_makes_one_message_for_each_channel()
    {
        var (email, place) = (Address(), await Place.MakeAsync(product));
        using var guest = await product.GuestAsync(email);
        var booking = await NotifiedProduct.BuyAsync(guest, place.Show, "B1");
        await product.ToldAsync(booking, "booking-confirmed email sent", "reminder email waiting");
        var row = new OutboxRow(1, Guid.NewGuid(), "bookings", "booking-refunded", booking, DateTimeOffset.UtcNow, (byte[])(await product.ScalarAsync(
            $"SELECT convert_to(document::text, 'UTF8') FROM booking_view WHERE id = '{booking}'"))!);

        for (var time = 0; time < 3; time++)
        {
            await using var connection = await product.Source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await product.Services.GetRequiredService<NotificationHandler>().HandleAsync(row, transaction, CancellationToken.None);
            await transaction.CommitAsync();
        }

        await product.ToldAsync(booking, "booking-confirmed email sent", "refunded email sent", "reminder email waiting");
        Assert.Equal(2, product.Mail.To(email).Count);
    }

    [Theory]
    [InlineData("email", true, "unknown", "unknown")]
    [InlineData("email", false, "waiting", "interrupted")]
    [InlineData("sms", true, "unknown", "unknown")]
    [InlineData("push", true, "waiting", "interrupted")]
    public async Task What_a_silo_had_in_hand_that_died_is_sent_again_only_where_it_cannot_have_left_or_makes_no_difference(
        string channel, bool departed, string status, string outcome)
    {
        var id = await InsertAsync(channel, "sending", departed, DateTimeOffset.UtcNow.AddSeconds(-1));
        // Whoever looks: the product does so too.
        using (var upkeep = ActivatorUtilities.CreateInstance<DeliveryUpkeep>(product.Services)) await upkeep.LookAsync(CancellationToken.None);
        Assert.Equal(outcome, await product.ScalarAsync($"SELECT outcome FROM notification_attempt WHERE delivery = '{id.Value}' AND number = 1"));
        // What waits is taken at once; its customer is nobody, so it comes to nothing.
        var found = (string)(await product.ScalarAsync($"SELECT status FROM notification_delivery WHERE id = '{id.Value}'"))!;
        Assert.Contains(found, status == "waiting" ? new[] { "waiting", "sending", "dropped" } : [status]);
    }

    [Fact]
    public async Task It_is_saved_before_a_message_leaves_and_whoever_was_given_up_sends_nothing()
    {
        var table = product.Services.GetRequiredService<DeliveryTable>();
        var id = await InsertAsync("whatsapp", "waiting", departed: false, Long);
        var taken = await table.TakeAsync(NotificationChannel.Whatsapp, Long.AddSeconds(1), Long.AddMinutes(1), CancellationToken.None);
        Assert.Equal((id, 1), (taken!.Id, taken.Attempts));
        Assert.Equal("sending", await product.ScalarAsync($"SELECT status FROM notification_delivery WHERE id = '{id.Value}'"));
        Assert.Null(await table.TakeAsync(NotificationChannel.Whatsapp, Long.AddSeconds(1), Long.AddMinutes(1), CancellationToken.None));
        await table.DepartAsync(taken, CancellationToken.None);
        Assert.True((bool)(await product.ScalarAsync($"SELECT departed FROM notification_delivery WHERE id = '{id.Value}'"))!);
        await Assert.ThrowsAsync<GivenUpException>(() => table.DepartAsync(taken, CancellationToken.None));

        await product.SqlAsync($"UPDATE notification_delivery SET status = 'unknown' WHERE id = '{id.Value}'");
        await Assert.ThrowsAsync<GivenUpException>(() => table.DepartAsync(taken, CancellationToken.None));
        await table.EndAsync(taken, new DeliveryEnd(NotificationStatus.Waiting, "failed"), DateTimeOffset.UtcNow);
        Assert.Equal("unknown", await product.ScalarAsync($"SELECT status FROM notification_delivery WHERE id = '{id.Value}'"));
        // Late, but certain.
        await table.EndAsync(taken, new DeliveryEnd(NotificationStatus.Sent, "sent"), DateTimeOffset.UtcNow);
        Assert.Equal("sent", await product.ScalarAsync($"SELECT status FROM notification_delivery WHERE id = '{id.Value}'"));
    }

    [Fact]
    public async Task Of_a_deleted_account_nothing_of_the_person_is_left()
    {
        var email = Address();
        // Without money, which must not be left behind.
        using var guest = await product.CustomerAsync();
        using var admin = await product.AdminAsync();
        var me = (await guest.GetAsync("/v1/me")).Id;
        (await guest.PostAsync("/v1/me/devices", new { token = $"device-{Guid.NewGuid():N}", platform = "web" })).Is(201);
        var (sent, waits) = (await InsertAsync("email", "sent", true, Long, me), await InsertAsync("email", "waiting", false, Long, me));
        await product.SqlAsync($"UPDATE notification_delivery SET address = '{email}', provider_id = 'x', reason = '{email}' WHERE customer = '{me}'");
        await product.SqlAsync($"UPDATE notification_attempt SET detail = '{email}' WHERE delivery = '{sent.Value}'");
        (await guest.DeleteAsync("/v1/me")).Is(204);

        await Wait.UntilAsync(
            async () => (long)(await product.ScalarAsync($"SELECT count(*) FROM notification_device WHERE customer = '{me}'"))! == 0, () => "The devices are still there.");
        Assert.Equal(0L, await product.ScalarAsync(
            $"SELECT count(*) FROM notification_delivery WHERE customer = '{me}' AND (address IS NOT NULL OR provider_id IS NOT NULL OR reason LIKE '%@%')"));
        Assert.Equal(0L, await product.ScalarAsync($"SELECT count(*) FROM notification_attempt WHERE delivery = '{sent.Value}' AND detail IS NOT NULL"));
        Assert.Equal("dropped", await product.ScalarAsync($"SELECT status FROM notification_delivery WHERE id = '{waits.Value}'"));
        (await admin.PostAsync($"/v1/admin/notifications/{sent}/resend")).Refuses(409, "account-deleted");
    }

    private Deliverer Deliverer(NotificationChannel channel, TimeProvider clock)
    {
        var sender = product.Services.GetRequiredService<Senders>().All.Single(sender => sender.Channel == channel);
        var preparing = ActivatorUtilities.CreateInstance<Preparing>(product.Services, clock);
        return ActivatorUtilities.CreateInstance<Deliverer>(product.Services, sender, preparing, clock);
    }

    private static async Task DeliverAllAsync(Deliverer deliverer)
    {
        while (await deliverer.TakeAsync(CancellationToken.None) is { } delivery) await deliverer.DeliverAsync(delivery);
    }

    /// <summary>A message to somebody there is not, past everything that makes one.</summary>
    private async Task<NotificationId> InsertAsync(string channel, string status, bool departed, DateTimeOffset due, string? customer = null)
    {
        var id = Ids.New<NotificationId>(TimeProvider.System);
        var (booking, facts) = (Ids.New<BookingId>(TimeProvider.System), System.Text.Encoding.UTF8.GetString(DeliveryText.Of(Messages.Facts)));
        await product.SqlAsync(
            $"""
            INSERT INTO notification_delivery (id, event_id, kind, booking, customer, channel, status, departed, facts, attempts, created_at, due_at)
            VALUES ('{id.Value}', gen_random_uuid(), 'refunded', '{booking}', '{customer ?? Ids.New<UserId>(TimeProvider.System).ToString()}', '{channel}', '{status}', {departed}, '{facts}',
              {(status == "waiting" ? 0 : 1)}, now(), '{due:O}');
            INSERT INTO notification_attempt (delivery, number, began_at, outcome) SELECT '{id.Value}', 1, now(), 'sending' WHERE '{status}' <> 'waiting'
            """);
        return id;
    }
}
