namespace Marquee.Api.Users;

internal static class AccountEndpoints
{
    public static void MapAccounts(this RouteGroupBuilder v1)
    {
        var accounts = v1.MapGroup("").WithTags("Accounts");
        accounts.MapRegistration();
        accounts.MapSessions();
        accounts.MapMe();
    }
}
