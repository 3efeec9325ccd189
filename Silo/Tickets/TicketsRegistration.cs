using Marquee.Tickets;

namespace Marquee.Silo.Tickets;

public static class TicketsRegistration
{
    /// <summary>What the grains of this slice need in a silo.</summary>
    public static IServiceCollection AddTickets(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TicketOptions>()
            .Bind(configuration.GetSection(TicketOptions.Section))
            .ValidateDataAnnotations()
            .Validate(tickets => tickets.KeyToldAhead < tickets.KeyLifetime, "Tickets:KeyToldAhead must be shorter than Tickets:KeyLifetime.")
            .ValidateOnStart();
        return services.AddSingleton<TicketPrints>();
    }
}
