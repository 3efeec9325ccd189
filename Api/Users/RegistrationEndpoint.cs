using Marquee.Api.Http;
using Marquee.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Users;

internal static class RegistrationEndpoint
{
    public static void MapRegistration(this RouteGroupBuilder accounts) =>
        accounts.MapPost("/users", Register).AllowAnonymous().WithName("Register");

    private static async Task<Results<Created<UserBody>, ProblemHttpResult>> Register(
        RegisterRequest request, IdempotencyKey key, HttpContext http, IGrainFactory grains)
    {
        var checks = new Validation();
        var command = request.Command(checks);
        if (checks.Failed) return checks.Problem();

        var id = RegisterUser.IdOf(key.Value, command.Email);
        var result = await grains.Grain<IUserGrain>(id.ToString()).Register(command);
        if (result.Outcome == RegisterOutcome.Replayed) IdempotencyKey.MarkReplayed(http);
        return result.Outcome switch
        {
            RegisterOutcome.Registered or RegisterOutcome.Replayed => TypedResults.Created("/v1/me", UserBody.Of(result.User!)),
            RegisterOutcome.KeyReused => Problems.KeyReused(),
            RegisterOutcome.EmailTaken => AccountProblems.EmailTaken(),
            _ => AccountProblems.PasswordRefused("password", result.Faults),
        };
    }
}
