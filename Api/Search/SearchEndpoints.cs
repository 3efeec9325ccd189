using Marquee.Api.Copies;
using Marquee.Api.Http;
using Marquee.Api.Jobs;
using Marquee.Search;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Search;

internal static class SearchEndpoints
{
    public static void MapSuggestions(this RouteGroupBuilder v1) =>
        v1.MapGet("/search/suggestions", Suggest).WithTags("Search").WithName("Suggest").Produces<SuggestionsBody>();

    public static void MapAdminSearch(this RouteGroupBuilder admin) =>
        admin.MapPost("/search/reindex", Rebuild).WithTags("Search").WithName("RebuildSearch");

    private static async Task<IResult> Suggest(string? q, string? city, HttpContext http, IGrainFactory grains, CatalogueCache copies, TimeProvider clock)
    {
        var checks = new Validation();
        var (text, place) = (checks.Filter("q", q), checks.Filter("city", city));
        if (checks.Failed) return checks.Problem();
        return await copies.AnswerAsync(http, "suggestions", new { text, place }, async () =>
        {
            var found = text is null ? [] : await grains.GetGrain<ISearchQueries>(0).Suggest(text, place, clock.GetUtcNow());
            return new SuggestionsBody([.. found.Select(one => new SuggestionBody(one.Kind, one.Id, one.Text))]);
        });
    }

    private static async Task<Accepted<JobBody>> Rebuild(IGrainFactory grains)
    {
        var job = JobBody.Of(await grains.GetGrain<ISearchIndexGrain>(ISearchIndexGrain.Key).Rebuild());
        return TypedResults.Accepted($"/v1/admin/jobs/{job.Id}", job);
    }
}

internal sealed record SuggestionsBody(IReadOnlyList<SuggestionBody> Items);

/// <param name="Id">Of the movie or the theater; of a city its name.</param>
/// <param name="Text">What to show.</param>
internal sealed record SuggestionBody(SuggestionKind Kind, string Id, string Text);
