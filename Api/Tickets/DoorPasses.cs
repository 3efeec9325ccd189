using System.Security.Claims;
using Marquee.Api.Http;
using Marquee.Tickets;
using Marquee.Users;

namespace Marquee.Api.Tickets;

/// <summary>Where a caller may let guests in. Their theaters are asked for each time, so that whoever is dismissed is so at once.</summary>
internal static class DoorPasses
{
    /// <summary>Null where the caller is no staff any more.</summary>
    public static async Task<DoorPass?> OfAsync(ClaimsPrincipal user, IGrainFactory grains)
    {
        if (user.IsInRole(AccessTokens.AdminRole)) return new DoorPass(Everywhere: true, []);
        var staff = await grains.Grain<IUserGrain>(user.UserId().ToString()).Get();
        return staff is { Role: UserRole.Staff } ? new DoorPass(Everywhere: false, staff.Theaters) : null;
    }
}
