using Marquee.Silo.Tickets.Passes;
using Marquee.Tickets;
using Microsoft.Extensions.Options;

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
        services.AddOptions<AppleWalletOptions>().Bind(configuration.GetSection(AppleWalletOptions.Section)).ValidateOnStart();
        services.AddOptions<GoogleWalletOptions>().Bind(configuration.GetSection(GoogleWalletOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AppleWalletOptions>, WalletChecks>();
        services.AddSingleton<IValidateOptions<GoogleWalletOptions>, WalletChecks>();
        return services.AddSingleton<TicketPrints>().AddSingleton<AppleWallet>().AddSingleton<GoogleWallet>();
    }
}
