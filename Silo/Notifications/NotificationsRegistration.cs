using Marquee.Notifications;
using Marquee.Silo.Inbox;
using Marquee.Silo.Notifications.Channels;
using Microsoft.Extensions.Options;

namespace Marquee.Silo.Notifications;

/// <summary>Tells customers what becomes of their bookings, over the channels that are configured; where none is, nobody is told.</summary>
public static class NotificationsRegistration
{
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<NotificationOptions>().Bind(configuration.GetSection(NotificationOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Senders>().AddSingleton<DeviceTable>().AddSingleton<Reach>().AddSingleton<FactsReader>();
        services.AddSingleton<DeliveryTable>().AddSingleton<NotificationQueries>().AddSingleton<NotificationMetrics>();
        services.AddSingleton<NotificationPlanner>().AddSingleton<MovedShows>().AddSingleton<Resending>().AddSingleton<Preparing>();
        services.AddEventHandler<NotificationHandler>(NotificationHandler.Group);
        services.AddHostedService<DeliveryWorkers>().AddHostedService<DeliveryUpkeep>();
        var channels = services.AddProviders(configuration);
        services.AddFileChannel(configuration, [.. Enum.GetValues<NotificationChannel>().Except(channels)]);
        return services;
    }

    /// <summary>Answers the channels that have a provider.</summary>
    private static List<NotificationChannel> AddProviders(this IServiceCollection services, IConfiguration configuration)
    {
        var channels = new List<NotificationChannel>();
        if (Section<SmtpOptions>(configuration, SmtpOptions.Section).IsConfigured)
        {
            services.AddSmtp(configuration);
            channels.Add(NotificationChannel.Email);
        }

        if (Section<TwilioOptions>(configuration, TwilioOptions.Section) is { IsConfigured: true } twilio)
        {
            services.AddTwilio(configuration);
            if (twilio.SmsFrom.Length > 0) channels.Add(NotificationChannel.Sms);
            if (twilio.WhatsappFrom.Length > 0) channels.Add(NotificationChannel.Whatsapp);
            foreach (var channel in channels.Where(channel => channel != NotificationChannel.Email))
                services.AddChannel(provider => new TwilioSender(channel, provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<IOptions<TwilioOptions>>()));
        }

        if (Section<FcmOptions>(configuration, FcmOptions.Section) is { IsConfigured: true } fcm)
        {
            services.AddFcm(fcm);
            channels.Add(NotificationChannel.Push);
        }

        return channels;
    }

    private static void AddFileChannel(this IServiceCollection services, IConfiguration configuration, IReadOnlyList<NotificationChannel> channels)
    {
        services.AddOptions<FileChannelOptions>().Bind(configuration.GetSection(FileChannelOptions.Section))
            .Validate(options => MailAddresses.IsOne(options.From), $"{FileChannelOptions.Section}:From must be an e-mail address.").ValidateOnStart();
        if (!Section<FileChannelOptions>(configuration, FileChannelOptions.Section).IsConfigured) return;
        foreach (var channel in channels) services.AddChannel(provider => new FileSender(channel, provider.GetRequiredService<IOptions<FileChannelOptions>>()));
    }

    internal static void AddChannel(this IServiceCollection services, Func<IServiceProvider, IMessageSender> sender)
    {
        // A registration each for the port and for who works through its messages, of the same sender.
        var made = new object();
        services.AddKeyedSingleton(made, (provider, _) => sender(provider));
        services.AddSingleton(provider => provider.GetRequiredKeyedService<IMessageSender>(made));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<Deliverer>(provider, provider.GetRequiredKeyedService<IMessageSender>(made)));
    }

    private static T Section<T>(IConfiguration configuration, string section) where T : new() => configuration.GetSection(section).Get<T>() ?? new T();
}
