using Marquee.Api.Http;
using Marquee.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Users;

internal static class AdminUserEndpoints
{
    public static void MapAdminUsers(this RouteGroupBuilder admin) =>
        admin.MapGroup("/users").WithTags("Accounts").MapPut("/{id}/role", SetRole).WithName("SetUserRole");

    private static async Task<Results<Ok<UserBody>, ProblemHttpResult>> SetRole(string id, RoleRequest request, IGrainFactory grains)
    {
        var checks = new Validation();
        var role = checks.Required("role", request.Role);
        if (checks.Failed) return checks.Problem();
        return Ids.TryParse<UserId>(id, out _) && await grains.Grain<IUserGrain>(id).SetRole(role) is { } user
            ? TypedResults.Ok(UserBody.Of(user))
            : Problems.NotFound("user");
    }
}

internal sealed record RoleRequest(UserRole? Role);
