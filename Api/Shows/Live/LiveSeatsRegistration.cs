namespace Marquee.Api.Shows.Live;

internal static class LiveSeatsRegistration
{
    public static void AddLiveSeats(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LiveSeatsOptions>().Bind(configuration.GetSection(LiveSeatsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<LiveSeatsMetrics>();
        services.AddSingleton<LiveSeats>();
        services.AddSingleton<SeatStream>();
        services.AddHostedService<LiveSeatsUpkeep>();
    }
}
