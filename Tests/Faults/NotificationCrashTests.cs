using Marquee.Silo.Postgres.Private;
using Marquee.Tests.Api;
using Marquee.Tests.Notifications;
using Npgsql;
using Xunit;

namespace Marquee.Tests.Faults;

/// <summary>Killed between sending a mail and saving that it was sent, and before a mail could leave.</summary>
public sealed class NotificationCrashTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("marquee-fault-").FullName;

    [Fact]
    public async Task A_mail_that_may_have_left_is_not_sent_again_and_one_that_cannot_have_is()
    {
        await using var mail = await SmtpReceiver.StartAsync();
        string[] settings =
        [
            "Notifications:Smtp:Host=localhost", $"Notifications:Smtp:Port={mail.Port}", $"Notifications:Smtp:CaFile={mail.CaFile}", $"Notifications:Smtp:Username={SmtpReceiver.User}",
            $"Notifications:Smtp:Password={SmtpReceiver.Password}", "Notifications:Smtp:From=tickets@example.test", "Notifications:Timeout=00:02:00",
        ];
        string left, kept;
        await using (var product = await ProductProcess.StartAsync(_data, null, settings))
        {
            using var admin = await product.SignInAsync(ProductProcess.AdminEmail);
            var show = await OpenAsync(admin);
            left = await BuyAsync(product, show, "stall-guest@example.test", "B1");
            await mail.Taken.Task.WaitAsync(TimeSpan.FromSeconds(60));
            mail.Silent = true;
            kept = await BuyAsync(product, show, "guest@example.test", "B2");
            await mail.Ignored.Task.WaitAsync(TimeSpan.FromSeconds(60));
            await product.KillAsync();
        }

        mail.Silent = false;
        await using (var server = await PrivatePostgres.StartAsync(new PrivatePostgresOptions { DataDirectory = _data }, CancellationToken.None))
        await using (var database = NpgsqlDataSource.Create(server.SuperuserConnectionString))
        {
            // As if the time had passed after which it is taken for dead.
            await using var command = database.CreateCommand("UPDATE notification_delivery SET due_at = now() WHERE status = 'sending' AND kind = 'booking-confirmed'");
            Assert.Equal(2, await command.ExecuteNonQueryAsync());
        }

        await using var again = await ProductProcess.StartAsync(_data, null, settings);
        using var back = await again.SignInAsync(ProductProcess.AdminEmail);
        await mail.UntilAsync("guest@example.test");
        await Wait.UntilAsync(async () => await StatusAsync(back, kept) == "sent" && await StatusAsync(back, left) == "unknown", () => "It did not come to that.");
        Assert.Single(mail.To("guest@example.test"));
        Assert.Single(mail.To("stall-guest@example.test"));
        Assert.Equal(1, mail.Tries("stall-guest@example.test"));
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private static async Task<string> OpenAsync(ApiClient admin)
    {
        var movie = (await admin.PostAsync("/v1/admin/movies", Place.MovieBody())).Is(201).Id;
        var theater = (await admin.PostAsync("/v1/admin/theaters", Place.TheaterBody())).Is(201).Id;
        var screen = (await admin.PostAsync($"/v1/admin/theaters/{theater}/screens", Place.ScreenBody())).Is(201).Id;
        return (await admin.PostAsync("/v1/admin/shows", Place.ShowBody(movie, theater, screen, TimeSpan.FromHours(1)))).Is(201).Id;
    }

    private static async Task<string> BuyAsync(ProductProcess product, string show, string email, string seat)
    {
        using var nobody = product.Client();
        (await nobody.PostAsync("/v1/users", new { email, password = ProductProcess.Password, name = "Asha" })).Is(201);
        using var guest = await product.SignInAsync(email);
        var booking = (await guest.PostAsync("/v1/bookings", new { showId = show, seats = new[] { seat } })).Is(201).Id;
        (await guest.PostAsync($"/v1/bookings/{booking}/payments", new { method = "card", card = new { token = "tok_success" } })).Is(201);
        return booking;
    }

    private static async Task<string?> StatusAsync(ApiClient admin, string booking) =>
        (await admin.GetAsync($"/v1/admin/notifications?bookingId={booking}")).Is(200).At("items").EnumerateArray()
            .Single(item => item.GetProperty("kind").GetString() == "booking-confirmed").GetProperty("status").GetString();
}
