using Marquee.Silo.Outbox;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Marquee.Silo.Reads;

/// <summary>Says where read models are read.</summary>
internal static class ReadsRegistration
{
    public static IServiceCollection AddReads(this IServiceCollection services)
    {
        services.AddOptions<ReadsOptions>().BindConfiguration(ReadsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new ReadDatabase(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<IOptions<ReadsOptions>>().Value.ConnectionString,
            provider.GetService<ILoggerFactory>()));
        services.AddSingleton<ReadMetrics>().AddSingleton<FreshReads>();
        return services.AddHostedService<StandbyWatch>();
    }
}
