namespace Marquee.Silo.Payments.Sandbox;

/// <summary>The HTTP face of the sandbox provider: an API for merchants who hold its key, and pages for their customers.</summary>
public static class SandboxEndpoints
{
    /// <summary>Maps <c>/sandbox-payments</c>. Needs <see cref="SandboxServiceRegistration.AddSandboxService"/>.</summary>
    public static IEndpointConventionBuilder MapSandboxProvider(this IEndpointRouteBuilder routes)
    {
        // It has its own key and is none of the host's business: neither its users, nor its limits, nor its description of itself.
        var sandbox = routes.MapGroup("/sandbox-payments").AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();
        var merchants = sandbox.MapGroup("/v1").RequireSandboxKey();
        merchants.MapCharges();
        merchants.MapRefunds();
        merchants.MapJournal();
        merchants.MapFaults();
        sandbox.MapChallenge();
        return sandbox;
    }
}
