using System.Globalization;
using Marquee.Tests.Api;
using MimeKit;
using Xunit;

namespace Marquee.Tests.Notifications;

/// <summary>What a customer hears of their bookings, from end to end.</summary>
[Collection("postgres")]
public sealed class NotificationTests(NotifiedProduct product) : IClassFixture<NotifiedProduct>
{
    private static string Address(string doing = "guest") => $"{doing}-{Guid.NewGuid():N}@example.test";

    [Fact]
    public async Task Who_has_paid_gets_the_ticket_by_mail_once_and_it_is_seen_by_admins_and_in_the_export()
    {
        var (email, place) = (Address(), await Place.MakeAsync(product));
        using var guest = await product.GuestAsync(email);
        var booking = await NotifiedProduct.BuyAsync(guest, place.Show, "B1", "B2");

        var told = await product.ToldAsync(booking, "booking-confirmed email sent", "reminder email waiting");
        var mail = Assert.Single(product.Mail.To(email));
        Assert.Equal($"{told[0].GetProperty("id").GetString()}@example.test", mail.MessageId);
        var show = (await guest.GetAsync($"/v1/shows/{place.Show}")).Is(200);
        var local = DateTime.Parse(show.Text("localStartsAt")[..16], CultureInfo.InvariantCulture);
        var total = (await guest.GetAsync($"/v1/bookings/{booking}")).Is(200).Number("price", "total", "amount");
        foreach (var text in new[] { mail.TextBody, System.Net.WebUtility.HtmlDecode(mail.HtmlBody) })
            Assert.All(
                [show.Text("movie", "title"), show.Text("theater", "name"), local.ToString("dddd, d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture), "B1, B2", Price(total), booking],
                fact => Assert.Contains(fact, text, StringComparison.Ordinal));
        Assert.StartsWith("%PDF-", System.Text.Encoding.Latin1.GetString(Bytes(mail, ".pdf")), StringComparison.Ordinal);
        Assert.Contains($"UID:{booking}@marquee", System.Text.Encoding.UTF8.GetString(Bytes(mail, ".ics")), StringComparison.Ordinal);

        Assert.Equal((email, "sent", 1), (told[0].GetProperty("address").GetString(), told[0].GetProperty("attempts")[0].GetProperty("outcome").GetString(), told[0].GetProperty("attempts").GetArrayLength()));
        var exported = (await guest.GetAsync("/v1/me/export")).Is(200).At("notifications").EnumerateArray().ToList();
        Assert.Contains(exported, message => message.TryGetProperty("address", out var address) && address.GetString() == email && message.GetProperty("bookingId").GetString() == booking);
    }

    [Fact]
    public async Task Who_gives_seats_back_hears_of_it_and_of_the_money_and_is_reminded_of_nothing()
    {
        var (email, place) = (Address(), await Place.MakeAsync(product));
        using var guest = await product.GuestAsync(email, new { language = "hi-IN" });
        var booking = await NotifiedProduct.BuyAsync(guest, place.Show, "B1", "B2");
        await product.Mail.UntilAsync(email);
        (await guest.PostAsync($"/v1/bookings/{booking}/cancellation", new { seats = new[] { "B2" } })).Is(200);
        (await guest.PostAsync($"/v1/bookings/{booking}/cancellation", new { })).Is(200);

        await product.ToldAsync(
            booking, "booking-confirmed email sent", "booking-canceled email sent", "refunded email sent", "booking-canceled email sent", "refunded email sent", "reminder email dropped");
        var mails = await product.Mail.UntilAsync(email, 5);
        Assert.Equal(5, mails.Count);
        Assert.All(mails, mail => Assert.Contains("नमस्ते Asha,", mail.TextBody, StringComparison.Ordinal));
        Assert.Contains(mails, mail => mail.TextBody!.Contains("आपकी बाकी सीटें: B1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everybody_hears_of_a_show_that_was_moved_and_then_canceled_and_of_the_new_time_alone_they_are_reminded()
    {
        var (one, two, place) = (Address(), Address(), await Place.MakeAsync(product));
        using var admin = await product.AdminAsync();
        using var first = await product.GuestAsync(one);
        using var second = await product.GuestAsync(two);
        var bookings = new[] { await NotifiedProduct.BuyAsync(first, place.Show, "B1"), await NotifiedProduct.BuyAsync(second, place.Show, "B2") };
        foreach (var booking in bookings) await product.ToldAsync(booking, "booking-confirmed email sent", "reminder email waiting");
        var later = DateTimeOffset.UtcNow.AddDays(3);
        (await admin.PostAsync($"/v1/admin/shows/{place.Show}/reschedule", new { startsAt = later.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) })).Is(200);

        foreach (var booking in bookings)
        {
            var told = await product.ToldAsync(booking, "booking-confirmed email sent", "reminder email dropped", "show-moved email sent", "reminder email waiting");
            var reminder = told.Single(item => item.GetProperty("status").GetString() == "waiting");
            Assert.Equal(later.AddHours(-2).ToUnixTimeSeconds(), reminder.GetProperty("dueAt").GetDateTimeOffset().ToUnixTimeSeconds());
        }

        var moved = (await product.Mail.UntilAsync(one, 2))[1];
        Assert.NotEmpty(Bytes(moved, ".ics"));
        Assert.Contains("Before: ", moved.TextBody, StringComparison.Ordinal);

        (await admin.PostAsync($"/v1/admin/shows/{place.Show}/cancellation", new { reason = "rain" })).Is(202);
        foreach (var booking in bookings)
            await product.ToldAsync(
                booking, "booking-confirmed email sent", "reminder email dropped", "show-moved email sent", "reminder email dropped", "show-canceled email sent", "refunded email sent");
        Assert.Equal(4, (await product.Mail.UntilAsync(two, 4)).Count);
    }

    [Fact]
    public async Task An_address_that_is_refused_is_tried_once_and_the_next_channel_takes_over()
    {
        var (email, phone, place) = (Address("refuse"), $"+9198{Random.Shared.Next(10_000_000, 99_999_999)}", await Place.MakeAsync(product));
        using var guest = await product.GuestAsync(email, new { phone, notify = new { sms = true } });
        var booking = await NotifiedProduct.BuyAsync(guest, place.Show, "B1");

        var told = await product.ToldAsync(booking, "booking-confirmed email failed", "booking-confirmed sms sent", "reminder sms waiting");
        Assert.Equal(1, product.Mail.Tries(email));
        Assert.Equal("refused", told.Single(item => item.GetProperty("status").GetString() == "failed").GetProperty("attempts")[0].GetProperty("outcome").GetString());
        var text = Assert.Single(product.Providers.Texts, text => text["To"] == phone);
        Assert.Equal("+15005550006", text["From"]);
        Assert.Contains(booking, text["Body"], StringComparison.Ordinal);
        Assert.Equal(0L, await product.ScalarAsync($"SELECT count(*) FROM dead_letter WHERE aggregate = '{booking}'"));
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_again()
    {
        var (email, place) = (Address("busy"), await Place.MakeAsync(product));
        using var guest = await product.GuestAsync(email);
        var booking = await NotifiedProduct.BuyAsync(guest, place.Show, "B1");
        var told = await product.ToldAsync(booking, "booking-confirmed email sent", "reminder email waiting");
        Assert.Equal(["failed", "sent"], told[0].GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("outcome").GetString()));
        Assert.Single(product.Mail.To(email));
    }

    [Fact]
    public async Task A_mail_of_which_nobody_knows_is_not_sent_again_but_by_hand()
    {
        var (email, place) = (Address("lost"), await Place.MakeAsync(product));
        using var guest = await product.GuestAsync(email);
        using var admin = await product.AdminAsync();
        var booking = await NotifiedProduct.BuyAsync(guest, place.Show, "B1");
        var told = await product.ToldAsync(booking, "booking-confirmed email unknown", "reminder email waiting");
        Assert.Single(product.Mail.To(email));

        var resend = $"/v1/admin/notifications/{told.Single(item => item.GetProperty("status").GetString() == "unknown").GetProperty("id").GetString()}/resend";
        var copy = (await admin.PostAsync(resend, key: "again")).Is(202);
        Assert.Equal((1L, copy.Id), (copy.Number("copy"), (await admin.PostAsync(resend, key: "again")).Is(202).Id));
        await product.ToldAsync(booking, "booking-confirmed email unknown", "booking-confirmed email unknown", "reminder email waiting");
        Assert.Equal(2, (await product.Mail.UntilAsync(email, 2)).Select(mail => mail.MessageId).Distinct().Count());
        var waiting = told.Single(item => item.GetProperty("status").GetString() == "waiting").GetProperty("id").GetString();
        (await admin.PostAsync($"/v1/admin/notifications/{waiting}/resend")).Refuses(409, "notification-under-way");
    }

    [Fact]
    public async Task What_no_channel_can_deliver_is_a_dead_letter_that_can_be_replayed()
    {
        var (email, place) = (Address("content"), await Place.MakeAsync(product));
        using var guest = await product.GuestAsync(email, new { phone = $"+91{Random.Shared.Next(10_000, 99_999)}21211", notify = new { whatsapp = true } });
        using var admin = await product.AdminAsync();
        var booking = await NotifiedProduct.BuyAsync(guest, place.Show, "B1");
        var told = await product.ToldAsync(booking, "booking-confirmed email failed", "booking-confirmed whatsapp failed", "reminder whatsapp waiting");
        var last = Ids.Parse<NotificationId>(told.Single(item => item.GetProperty("channel").GetString() == "whatsapp" && item.GetProperty("status").GetString() == "failed").GetProperty("id").GetString()!);
        Assert.StartsWith("400 ", (string)(await product.ScalarAsync($"SELECT error FROM dead_letter WHERE consumer = 'notifications' AND id = '{last.Value}'"))!, StringComparison.Ordinal);

        (await guest.PatchAsync("/v1/me", new { phone = "+919811111111" })).Is(200);
        (await admin.PostAsync($"/v1/admin/dead-letters/notifications.{last.Value:N}/replay")).Is(202);
        await product.ToldAsync(booking, "booking-confirmed email failed", "booking-confirmed whatsapp failed", "booking-confirmed whatsapp sent", "reminder whatsapp waiting");
        Assert.Contains(product.Providers.Texts, text => text["To"] == "whatsapp:+919811111111" && text["From"] == "whatsapp:+14155550100");
    }

    [Fact]
    public async Task A_device_hears_what_it_was_registered_for_and_one_that_is_gone_is_forgotten()
    {
        var (email, place, mark) = (Address(), await Place.MakeAsync(product), $"{Guid.NewGuid():N}");
        using var guest = await product.GuestAsync(email, new { notify = new { email = false, push = true } });
        using var other = await product.CustomerAsync();
        var device = (await guest.PostAsync("/v1/me/devices", new { token = $"good-{mark}", platform = "android" })).Is(201).Id;
        Assert.Equal(device, (await guest.PostAsync("/v1/me/devices", new { token = $"good-{mark}", platform = "ios" })).Is(201).Id);
        (await guest.PostAsync("/v1/me/devices", new { token = $"gone-{mark}", platform = "web" })).Is(201);
        (await other.DeleteAsync($"/v1/me/devices/{device}")).Refuses(404, "device-not-found");
        (await guest.PostAsync("/v1/me/devices", new { token = "two words", platform = "phone" })).Is(422);

        var booking = await NotifiedProduct.BuyAsync(guest, place.Show, "B1");
        var told = await product.ToldAsync(booking, "booking-confirmed push sent", "reminder push waiting");
        Assert.Equal("2 devices", told[0].GetProperty("address").GetString());
        var push = product.Providers.Pushes.Single(push => push.GetProperty("token").GetString() == $"good-{mark}");
        Assert.Equal(told[0].GetProperty("id").GetString(), push.GetProperty("android").GetProperty("collapse_key").GetString());
        var left = (await guest.GetAsync("/v1/me/devices")).Is(200).At("items").EnumerateArray().ToList();
        Assert.Equal(device, Assert.Single(left).GetProperty("id").GetString());
        (await guest.DeleteAsync($"/v1/me/devices/{device}")).Is(204);
        Assert.Empty(product.Mail.To(email));
    }

    [Fact]
    public async Task Who_wants_to_hear_nothing_hears_nothing_and_it_is_seen_why()
    {
        var (email, place) = (Address(), await Place.MakeAsync(product));
        using var guest = await product.GuestAsync(email, new { notify = new { email = false } });
        var told = await product.ToldAsync(await NotifiedProduct.BuyAsync(guest, place.Show, "B1"), "booking-confirmed - skipped", "reminder - skipped");
        Assert.Contains("no channel", told[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Empty(product.Mail.To(email));
    }

    private static byte[] Bytes(MimeMessage mail, string ending)
    {
        using var content = new MemoryStream();
        mail.Attachments.OfType<MimePart>().Single(part => part.FileName!.EndsWith(ending, StringComparison.Ordinal)).Content!.DecodeTo(content);
        return content.ToArray();
    }

    private static string Price(long minor) => (minor / 100m).ToString("N2", CultureInfo.GetCultureInfo("en-IN"));
}
