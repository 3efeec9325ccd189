using Marquee.Tests.Api;
using Marquee.Tests.Postgres;
using Npgsql;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marquee.Tests.Notifications;

/// <summary>The product with a mail server, and with servers shaped as those of Twilio and Firebase.</summary>
public class NotifiedProduct(PostgresFixture postgres) : Product(postgres), IAsyncLifetime
{
    private const string Password = "a password for tests";

    internal SmtpReceiver Mail { get; } = new();

    internal ProviderShaped Providers { get; private set; } = null!;

    internal NpgsqlDataSource Source => Services.GetRequiredService<NpgsqlDataSource>();

    protected override Dictionary<string, string?> Settings => new(base.Settings)
    {
        ["Accounts:HashMemoryKiB"] = "8", ["Accounts:HashIterations"] = "1",
        ["Notifications:Poll"] = "00:00:00.05", ["Notifications:FirstRetry"] = "00:00:00.010", ["Notifications:LongestRetry"] = "00:00:00.050", ["Notifications:MostTries"] = "3",
        // A slow machine is not a provider that is down.
        ["Notifications:Timeout"] = "00:01:00", ["Notifications:BreakAfter"] = "1000",
        ["Notifications:Smtp:Host"] = "localhost", ["Notifications:Smtp:Port"] = $"{Mail.Port}", ["Notifications:Smtp:CaFile"] = Mail.CaFile,
        ["Notifications:Smtp:Username"] = SmtpReceiver.User, ["Notifications:Smtp:Password"] = SmtpReceiver.Password, ["Notifications:Smtp:From"] = "Marquee <tickets@example.test>",
        ["Notifications:Twilio:AccountSid"] = ProviderShaped.Sid, ["Notifications:Twilio:AuthToken"] = ProviderShaped.AuthToken, ["Notifications:Twilio:SmsFrom"] = "+15005550006",
        ["Notifications:Twilio:WhatsappFrom"] = "+14155550100", ["Notifications:Twilio:BaseAddress"] = Providers.Url.ToString(),
        ["Notifications:Fcm:KeyFile"] = Providers.KeyFile, ["Notifications:Fcm:BaseAddress"] = Providers.Url.ToString(),
    };

    async Task IAsyncLifetime.InitializeAsync()
    {
        Providers = await ProviderShaped.StartAsync();
        await InitializeAsync();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await Mail.DisposeAsync();
        await Providers.DisposeAsync();
    }

    /// <summary>Somebody with money, reached at this address alone.</summary>
    /// <param name="profile">What they say of themselves besides.</param>
    internal async Task<ApiClient> GuestAsync(string email, object? profile = null)
    {
        using var nobody = Nobody();
        (await nobody.PostAsync("/v1/users", new { email, password = Password, name = "Asha" })).Is(201);
        var guest = await SignInAsync(email);
        (await guest.PostAsync("/v1/me/wallet/top-ups", new { amount = Place.Inr(1_000_000), method = "card" })).Is(201);
        if (profile is not null) (await guest.PatchAsync("/v1/me", profile)).Is(200);
        return guest;
    }

    internal static async Task<string> BuyAsync(ApiClient guest, string show, params string[] seats)
    {
        var booking = (await guest.PostAsync("/v1/bookings", new { showId = show, seats })).Is(201).Id;
        (await guest.PostAsync($"/v1/bookings/{booking}/payments", new { method = "wallet" })).Is(201);
        return booking;
    }

    /// <summary>Waits until the admin's list of the booking is as wanted: kind, channel and status of each, oldest first.</summary>
    internal async Task<List<System.Text.Json.JsonElement>> ToldAsync(string booking, params string[] expected)
    {
        using var admin = await AdminAsync();
        List<System.Text.Json.JsonElement> items = [];
        string[] found = [];
        await Wait.UntilAsync(
            async () =>
            {
                items = [.. (await admin.GetAsync($"/v1/admin/notifications?bookingId={booking}&limit=100")).Is(200).At("items").EnumerateArray().Reverse()];
                found = [.. items.Select(item => $"{item.GetProperty("kind").GetString()} {(item.TryGetProperty("channel", out var channel) ? channel.GetString() : "-")} {item.GetProperty("status").GetString()}")];
                return found.Order().SequenceEqual(expected.Order());
            },
            () => $"Told was: {string.Join(", ", found)}.");
        return items;
    }
}
