using Marquee.Notifications;
using Marquee.Silo.Hosting;
using Marquee.Silo.Notifications;
using Marquee.Silo.Notifications.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Xunit;

namespace Marquee.Tests.Notifications;

/// <summary>What the senders for Twilio and Firebase make of what those answer, and settings that cannot work.</summary>
public sealed class ProviderSenderTests : IAsyncLifetime
{
    private ProviderShaped _providers = null!;
    private string _database = "";

    public async Task InitializeAsync() => (_providers, _database) = (await ProviderShaped.StartAsync(), await Unused.Value);

    public async Task DisposeAsync() => await _providers.DisposeAsync();

    [Theory]
    [InlineData(NotificationChannel.Sms, "+919800000000", SendOutcome.Sent, "SM")]
    [InlineData(NotificationChannel.Whatsapp, "+919800000000", SendOutcome.Sent, "SM")]
    [InlineData(NotificationChannel.Sms, "+919800021211", SendOutcome.Refused, "21211")]
    [InlineData(NotificationChannel.Sms, "+919800000503", SendOutcome.Failed, "503")]
    [InlineData(NotificationChannel.Sms, "+919800000999", SendOutcome.Unknown, "")]
    [InlineData(NotificationChannel.Push, "good", SendOutcome.Sent, "projects/")]
    [InlineData(NotificationChannel.Push, "gone", SendOutcome.Refused, "UNREGISTERED")]
    [InlineData(NotificationChannel.Push, "down", SendOutcome.Failed, "503")]
    // Taken or not: it may be sent again.
    [InlineData(NotificationChannel.Push, "cut", SendOutcome.Failed, "")]
    public async Task What_the_provider_answers_is_told_as_what_it_means(NotificationChannel channel, string address, object outcome, string detail)
    {
        await using var services = Services(Settings());
        var result = await services.GetServices<IMessageSender>().Single(sender => sender.Channel == channel).SendAsync(Messages.To(address), CancellationToken.None);
        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(detail, result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_listens_it_may_go_well_later()
    {
        await using var services = Services(Settings(("Notifications:Twilio:BaseAddress", $"http://127.0.0.1:{FreePort.Next()}")));
        var result = await services.GetServices<IMessageSender>().Single(sender => sender.Channel == NotificationChannel.Sms).SendAsync(Messages.To("+919800000000"), CancellationToken.None);
        Assert.Equal((SendOutcome.Failed, true), (result.Outcome, result.Down));
    }

    [Fact]
    public async Task One_access_token_serves_many_messages_and_a_wrong_password_is_the_providers_word_for_all()
    {
        await using var services = Services(Settings(("Notifications:Twilio:AuthToken", "wrong")));
        var senders = services.GetServices<IMessageSender>().ToList();
        for (var i = 0; i < 3; i++) await senders.Single(sender => sender.Channel == NotificationChannel.Push).SendAsync(Messages.To("good"), CancellationToken.None);
        Assert.Equal(1, _providers.TokensGiven);
        var refused = await senders.Single(sender => sender.Channel == NotificationChannel.Sms).SendAsync(Messages.To("+919800000000"), CancellationToken.None);
        Assert.Equal((SendOutcome.Failed, true), (refused.Outcome, refused.Down));
    }

    [Fact]
    public async Task A_folder_takes_the_channels_that_have_no_provider_and_a_repeat_is_the_same_file()
    {
        var folder = Directory.CreateTempSubdirectory("marquee-mail-");
        await using var services = Services(new() { ["Notifications:File:Directory"] = folder.FullName, ["Notifications:Twilio:AccountSid"] = "AC1", ["Notifications:Twilio:AuthToken"] = "x", ["Notifications:Twilio:SmsFrom"] = "+1" });
        var senders = services.GetServices<IMessageSender>().ToList();
        Assert.Equal(4, senders.Count);
        Assert.IsType<TwilioSender>(senders.Single(sender => sender.Channel == NotificationChannel.Sms));
        var message = Messages.To("guest@example.test", ticket: true);
        for (var i = 0; i < 2; i++)
            foreach (var sender in senders.OfType<FileSender>()) Assert.Equal(SendOutcome.Sent, (await sender.SendAsync(message, CancellationToken.None)).Outcome);
        Assert.Equal([".eml", ".txt", ".txt"], folder.GetFiles().Select(file => file.Extension).Order());
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Notifications:Smtp:From", "", "Notifications:Smtp:From must be an e-mail address")]
    [InlineData("Notifications:Smtp:Password", "", "must both be set, or neither")]
    [InlineData("Notifications:Smtp:Security", "None", "for all to read")]
    [InlineData("Notifications:Smtp:CaFile", "/nowhere.pem", "a file that is not there")]
    [InlineData("Notifications:Twilio:AccountSid", "x", "AccountSid must be the id of a Twilio account")]
    [InlineData("Notifications:Twilio:AuthToken", "", "AuthToken must be set")]
    [InlineData("Notifications:Twilio:SmsFrom", "", "must say who writes")]
    [InlineData("Notifications:Fcm:KeyFile", "/nowhere.json", "Notifications:Fcm:KeyFile must name the JSON key file of a Google service account")]
    public void What_cannot_work_stops_a_silo_at_its_start_with_a_sentence(string setting, string value, string sentence)
    {
        var settings = Settings((setting, value));
        if (setting.EndsWith("SmsFrom", StringComparison.Ordinal)) settings["Notifications:Twilio:WhatsappFrom"] = "";
        var failure = Assert.ThrowsAny<Exception>(() =>
        {
            using var services = Services(settings);
            services.GetRequiredService<IStartupValidator>().Validate();
        });
        Assert.True(failure is StartException or OptionsValidationException);
        Assert.Contains(sentence, failure.Message, StringComparison.Ordinal);
    }

    private Dictionary<string, string?> Settings(params (string Key, string Value)[] changes)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Notifications:Smtp:Host"] = "localhost", ["Notifications:Smtp:From"] = "tickets@example.test", ["Notifications:Smtp:Username"] = "a", ["Notifications:Smtp:Password"] = "b",
            ["Notifications:Twilio:AccountSid"] = ProviderShaped.Sid, ["Notifications:Twilio:AuthToken"] = ProviderShaped.AuthToken, ["Notifications:Twilio:SmsFrom"] = "+15005550006",
            ["Notifications:Twilio:WhatsappFrom"] = "+14155550100", ["Notifications:Twilio:BaseAddress"] = _providers.Url.ToString(),
            ["Notifications:Fcm:KeyFile"] = _providers.KeyFile, ["Notifications:Fcm:BaseAddress"] = _providers.Url.ToString(),
        };
        foreach (var (key, value) in changes) settings[key] = value;
        return settings;
    }

    /// <summary>The channels and nothing around them; the database is never asked but to forget a device, and that is nobody's.</summary>
    private ServiceProvider Services(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(TimeProvider.System)
        .AddSingleton<NpgsqlDataSource>(_ => NpgsqlDataSource.Create(_database))
        .AddNotifications(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .BuildServiceProvider();

    private static readonly Lazy<Task<string>> Unused = new(async () =>
    {
        var database = (await Postgres.PostgresServer.CreateDatabaseAsync()).ConnectionString;
        await using var source = NpgsqlDataSource.Create(database);
        await new Marquee.Silo.Postgres.Schema.SchemaMigrator().MigrateAsync(source, CancellationToken.None);
        return database;
    });
}
