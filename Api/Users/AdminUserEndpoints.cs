using System.Collections.Immutable;
using Marquee.Api.Http;
using Marquee.Theaters;
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
        var theaters = await request.TheatersAsync(grains, checks);
        if (checks.Failed) return checks.Problem();
        if (!Ids.TryParse<UserId>(id, out _)) return Problems.NotFound("user");
        var user = grains.Grain<IUserGrain>(id);
        return await (role == UserRole.Staff ? user.Employ(theaters) : user.SetRole(role)) is { } changed ? TypedResults.Ok(UserBody.Of(changed)) : Problems.NotFound("user");
    }
}

/// <param name="Theaters">Ids of those where staff let guests in; for staff alone.</param>
internal sealed record RoleRequest(UserRole? Role, IReadOnlyList<string?>? Theaters = null)
{
    private const int Most = 100;

    public async Task<ImmutableArray<TheaterId>> TheatersAsync(IGrainFactory grains, Validation checks)
    {
        checks.Check(Role == UserRole.Staff || Theaters is null, "theaters", "Only staff have theaters.");
        checks.Check(Role != UserRole.Staff || Theaters is { Count: > 0 and <= Most }, "theaters", $"Staff have 1 to {Most} theaters.");
        if (Theaters is null || checks.Failed) return [];
        ImmutableArray<TheaterId> theaters = [.. Theaters.Select((theater, index) => checks.Id<TheaterId>($"theaters[{index}]", theater)).Distinct()];
        if (checks.Failed) return [];
        var known = await Task.WhenAll(theaters.Select(theater => grains.Grain<ITheaterGrain>(theater.ToString()).Get()));
        checks.Check(!known.Contains(null), "theaters", "There is no such theater.");
        return theaters;
    }
}
