using Marquee.Api.Http;
using Marquee.Audit;

namespace Marquee.Api.Audit;

/// <summary>Lets what these requests change be told in the name of whoever is signed in. Only for those who act on others' things.</summary>
internal static class ActorFilter
{
    public static RouteGroupBuilder InNameOfCaller(this RouteGroupBuilder group) => group.AddEndpointFilter(async (context, next) =>
    {
        Actors.ActAs(context.HttpContext.User.UserId());
        return await next(context);
    });
}
