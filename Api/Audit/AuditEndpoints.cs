using Marquee.Api.Http;
using Marquee.Audit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Audit;

/// <summary>Who did what, for those who run the place.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this RouteGroupBuilder admin)
    {
        var audit = admin.MapGroup("").WithTags("Audit");
        audit.MapGet("/audit", List).WithName("ListAudit");
        audit.MapGet("/bookings/{id}/timeline", Timeline).WithName("GetBookingTimeline");
    }

    private static async Task<Results<Ok<Page<AuditBody>>, ProblemHttpResult>> List(string? actor, string? subject, PageRequest page, IGrainFactory grains)
    {
        var checks = new Validation();
        var (by, of) = (checks.Filter("actor", actor), checks.Filter("subject", subject));
        if (checks.Failed) return checks.Problem();
        var found = await grains.GetGrain<IAuditQueries>(0).Page(by, of, page.Limit, page.After);
        return TypedResults.Ok(new Page<AuditBody>([.. found.Items.Select(AuditBody.Of)], PageRequest.EncodeOptional(found.Next)));
    }

    private static async Task<Results<Ok<TimelineBody>, ProblemHttpResult>> Timeline(string id, IGrainFactory grains) =>
        Ids.TryParse<BookingId>(id, out var booking) && await grains.GetGrain<IAuditQueries>(0).Timeline(booking) is { } timeline
            ? TypedResults.Ok(new TimelineBody([.. timeline.Items.Select(AuditBody.Of)]))
            : Problems.NotFound("booking");
}

/// <param name="Actor">A user's id, <c>system</c> or <c>provider:name</c>.</param>
/// <param name="OperationId">The payment, refund or screen, where the subject alone does not tell.</param>
internal sealed record AuditBody(Guid Id, DateTimeOffset At, string Kind, string Actor, string Subject, string? Reason, string? OperationId, string Detail)
{
    public static AuditBody Of(AuditEntry entry) =>
        new(entry.Id, entry.At, entry.Kind, entry.Actor, entry.Subject, entry.Reason, entry.Operation, entry.Detail);
}

internal sealed record TimelineBody(IReadOnlyList<AuditBody> Items);
