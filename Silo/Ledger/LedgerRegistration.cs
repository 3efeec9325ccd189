namespace Marquee.Silo.Ledger;

/// <summary>Lets a silo compare its ledger with the providers' journals.</summary>
internal static class LedgerRegistration
{
    public static IServiceCollection AddReconciliation(this IServiceCollection services)
    {
        services.AddOptions<ReconciliationOptions>().BindConfiguration(ReconciliationOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services;
    }
}
