using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Silo.Payments.Sandbox;

/// <summary>The page where a customer confirms or declines a charge. The secret in its address is the permission to do so.</summary>
internal static class ChallengeEndpoints
{
    public const string Path = "/sandbox-payments/challenge";

    private static readonly SandboxFailure ByCard = new("challenge-declined", "The payment was declined on the bank's page.");
    private static readonly SandboxFailure ByUpi = new("declined", "The payment was declined in the UPI app.");

    public static void MapChallenge(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/challenge/{operation}", ShowAsync);
        routes.MapPost("/challenge/{operation}", DecideAsync);
    }

    private static async Task<ContentHttpResult> ShowAsync(
        string operation, string? secret, ChargeJournal journal, HttpContext context, CancellationToken cancellation)
    {
        var charge = await FindAsync(operation, secret, journal, cancellation);
        return Page(context, charge, charge is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);
    }

    private static async Task<Results<ContentHttpResult, RedirectHttpResult>> DecideAsync(
        string operation, string? secret, ChargeJournal journal, HttpContext context, CancellationToken cancellation)
    {
        var charge = await FindAsync(operation, secret, journal, cancellation);
        if (charge is null) return Page(context, null, StatusCodes.Status404NotFound);
        // Read by hand: binding a form would ask for an antiforgery token, and the secret is one already.
        var decision = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(cancellation))["decision"].ToString() : "";
        if (decision is not ("confirm" or "decline")) return Page(context, charge, StatusCodes.Status400BadRequest);
        await journal.DecideAsync(operation, decision == "confirm" ? null : charge.UpiFlow is null ? ByCard : ByUpi, cancellation);
        return TypedResults.Redirect($"?secret={charge.Secret}");
    }

    private static async Task<Charge?> FindAsync(string operation, string? secret, ChargeJournal journal, CancellationToken cancellation)
    {
        if (secret is null || !SandboxFields.IsId(operation)) return null;
        var charge = await journal.FindAsync(operation, cancellation);
        return charge?.IsSecret(secret) is true ? charge : null;
    }

    private static ContentHttpResult Page(HttpContext context, Charge? charge, int status)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = ChallengePage.ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        return TypedResults.Text(ChallengePage.Render(charge), "text/html", System.Text.Encoding.UTF8, status);
    }
}
