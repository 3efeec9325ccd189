using Marquee.Users;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marquee.Silo.Users;

public static class AccountsRegistration
{
    /// <summary>What the grains of this slice need in a silo, but their storage.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccountsOptions>()
            .Bind(configuration.GetSection(AccountsOptions.Section))
            .ValidateDataAnnotations()
            .Validate(
                accounts => accounts.KeyToldAhead < accounts.KeyLifetime,
                "Accounts:KeyToldAhead must be shorter than Accounts:KeyLifetime.")
            .ValidateOnStart();
        services.AddOptions<FirstAdminOptions>().Bind(configuration.GetSection(FirstAdminOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PasswordHasher>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOpenMoney, WalletBalance>());
        return services;
    }
}
