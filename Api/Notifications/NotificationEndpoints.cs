using System.Security.Claims;
using Marquee.Api.Http;
using Marquee.Notifications;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Notifications;

/// <summary>What customers were told and what became of it, for those who run the place.</summary>
internal static class NotificationEndpoints
{
    public static void MapNotifications(this RouteGroupBuilder admin)
    {
        var notifications = admin.MapGroup("/notifications").WithTags("Notifications");
        notifications.MapGet("", List).WithName("ListNotifications");
        notifications.MapPost("/{id}/resend", Resend).WithName("ResendNotification");
    }

    private static async Task<Results<Ok<Page<NotificationBody>>, ProblemHttpResult>> List(string? bookingId, PageRequest page, IGrainFactory grains)
    {
        var checks = new Validation();
        BookingId? booking = string.IsNullOrEmpty(bookingId) ? null : checks.Id<BookingId>("bookingId", bookingId);
        if (checks.Failed) return checks.Problem();
        var found = await grains.GetGrain<INotifications>(0).Page(booking, page.Limit, page.After);
        return TypedResults.Ok(new Page<NotificationBody>([.. found.Items.Select(NotificationBody.Of)], PageRequest.EncodeOptional(found.Next)));
    }

    /// <summary>Accepted and no more: what becomes of it shows in the list.</summary>
    private static async Task<Results<Accepted<NotificationBody>, ProblemHttpResult>> Resend(string id, IdempotencyKey key, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (!Ids.TryParse<NotificationId>(id, out var notification)) return Problems.NotFound("notification");
        var copy = Ids.Derive<NotificationId>(id, user.UserId().ToString(), key.Value);
        var result = await grains.GetGrain<INotifications>(0).Resend(notification, copy);
        return result.Outcome switch
        {
            ResendOutcome.Accepted => TypedResults.Accepted((string?)null, NotificationBody.Of(result.Copy!)),
            ResendOutcome.NotFound => Problems.NotFound("notification"),
            ResendOutcome.UnderWay => Problems.Of(StatusCodes.Status409Conflict, "notification-under-way", "This message is still on its way."),
            ResendOutcome.CustomerGone => Problems.Of(StatusCodes.Status409Conflict, "account-deleted", "The customer's account was deleted."),
            _ => Problems.Of(StatusCodes.Status409Conflict, "no-channel", "The customer wants no channel that can be used."),
        };
    }
}
