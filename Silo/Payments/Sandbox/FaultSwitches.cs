using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Marquee.Silo.Payments.Sandbox;

/// <summary>The faults that are switched on: first those of the settings, then whatever a merchant put. Forgotten at the end of the process.</summary>
internal sealed class FaultSwitches(IOptions<SandboxFaults> settings)
{
    private SandboxFaults _now = settings.Value;

    public SandboxFaults Now
    {
        get => Volatile.Read(ref _now);
        set => Volatile.Write(ref _now, value);
    }
}

internal static class FaultEndpoints
{
    /// <summary>Maps <c>/faults</c>: what is switched on, and switching it.</summary>
    public static void MapFaults(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/faults", (FaultSwitches switches) => TypedResults.Ok(switches.Now));
        routes.MapPut("/faults", Put);
    }

    private static Results<Ok<SandboxFaults>, ProblemHttpResult> Put(SandboxFaults faults, FaultSwitches switches)
    {
        if (!Validator.TryValidateObject(faults, new ValidationContext(faults), null, validateAllProperties: true)) return SandboxAnswers.Invalid();
        return TypedResults.Ok(switches.Now = faults);
    }
}
