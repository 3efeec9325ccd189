using Marquee.Silo.Outbox;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Marquee.Silo.Kafka;

/// <summary>Chooses the way that events take.</summary>
internal static class KafkaRegistration
{
    public static IServiceCollection AddEventTransport(this IServiceCollection services)
    {
        services.AddOptions<EventsOptions>().BindConfiguration(EventsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<KafkaClients>().AddSingleton<KafkaDelivery>().AddSingleton<DatabaseDelivery>();
        services.AddSingleton<IDelivery>(provider => IsKafka(provider) ? provider.GetRequiredService<KafkaDelivery>() : provider.GetRequiredService<DatabaseDelivery>());
        services.AddSingleton(provider => new ReadBarrier(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<TimeProvider>(), throughLog: IsKafka(provider)));
        return services.AddHostedService<KafkaConsumers>();
    }

    private static bool IsKafka(IServiceProvider provider) => provider.GetRequiredService<IOptions<EventsOptions>>().Value.Transport == EventTransport.Kafka;
}
