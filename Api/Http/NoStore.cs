namespace Marquee.Api.Http;

/// <summary>For what is about one person: no cache may keep it.</summary>
internal static class NoStore
{
    public static RouteGroupBuilder WithNoStore(this RouteGroupBuilder group) => group.AddEndpointFilter((call, next) =>
    {
        call.HttpContext.Response.Headers.CacheControl = "no-store";
        return next(call);
    });
}
