namespace Marquee.Api.Copies;

/// <summary>Notes that a request of this process has changed the catalogue, so that the next answer here shows it.</summary>
internal sealed class OwnChanges(CatalogueNews news) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (HttpMethods.IsGet(context.HttpContext.Request.Method)) return await next(context);
        try
        {
            return await next(context);
        }
        finally
        {
            // Also where it failed: what was done is not known then.
            news.Changed();
        }
    }
}
