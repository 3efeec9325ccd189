using System.Security.Claims;
using Marquee.Api.Http;
using Marquee.Notifications;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Notifications;

/// <summary>The devices on which a customer hears of their bookings.</summary>
internal static class DeviceEndpoints
{
    private const int LongestToken = 1_024;
    private static readonly string[] Platforms = ["android", "ios", "web"];

    public static void MapDevices(this RouteGroupBuilder v1)
    {
        var devices = v1.MapGroup("/me/devices").WithTags("Notifications").RequireAuthorization();
        devices.MapGet("", List).WithName("ListDevices");
        devices.MapPost("", Register).WithName("RegisterDevice");
        devices.MapDelete("/{id}", Remove).WithName("RemoveDevice");
    }

    private static async Task<Ok<DeviceList>> List(ClaimsPrincipal user, IGrainFactory grains) =>
        TypedResults.Ok(new DeviceList([.. (await grains.GetGrain<IDevices>(0).Of(user.UserId())).Select(DeviceBody.Of)]));

    private static async Task<Results<Created<DeviceBody>, ProblemHttpResult>> Register(DeviceRequest request, ClaimsPrincipal user, IGrainFactory grains)
    {
        var checks = new Validation();
        var token = checks.Text("token", request.Token, LongestToken);
        checks.Check(token.All(character => character is > ' ' and <= '~'), "token", "token must be printable ASCII without spaces.");
        checks.Check(Platforms.Contains(request.Platform), "platform", $"platform must be one of {string.Join(", ", Platforms)}.");
        if (checks.Failed) return checks.Problem();
        return await grains.GetGrain<IDevices>(0).Register(user.UserId(), token, request.Platform!) is { } device
            ? TypedResults.Created((string?)null, DeviceBody.Of(device))
            : Problems.Of(StatusCodes.Status409Conflict, "too-many-devices", $"At most {IDevices.Most} devices can be registered; remove one first.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(string id, ClaimsPrincipal user, IGrainFactory grains) =>
        Ids.TryParse<DeviceId>(id, out var device) && await grains.GetGrain<IDevices>(0).Remove(user.UserId(), device)
            ? TypedResults.NoContent()
            : Problems.NotFound("device");
}

/// <param name="Token">From Firebase.</param>
/// <param name="Platform">android, ios or web.</param>
internal sealed record DeviceRequest(string? Token, string? Platform);

internal sealed record DeviceBody(string Id, string Platform, DateTimeOffset CreatedAt)
{
    public static DeviceBody Of(DeviceView device) => new(device.Id.ToString(), device.Platform, device.CreatedAt);
}

internal sealed record DeviceList(IReadOnlyList<DeviceBody> Items);
