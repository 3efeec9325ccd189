using System.Security.Claims;
using Marquee.Api.Http;
using Marquee.Movies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Movies;

internal static class AdminMovieEndpoints
{
    private const string Scope = "movies";

    public static void MapAdminMovies(this RouteGroupBuilder admin)
    {
        var movies = admin.MapGroup("/movies").WithTags("Movies");
        movies.MapPost("", Create).WithName("CreateMovie");
        movies.MapPut("/{id}", Replace).WithName("ReplaceMovie");
        movies.MapDelete("/{id}", Remove).WithName("RemoveMovie");
    }

    private static async Task<Results<Created<MovieBody>, ProblemHttpResult>> Create(
        MovieRequest request, IdempotencyKey key, ClaimsPrincipal user, HttpContext http, IGrainFactory grains)
    {
        var id = Ids.Derive<MovieId>(user.UserId().ToString(), Scope, key.Value);
        var written = await Save(id, request, Precondition.Create(IdempotencyKey.FingerprintOf(Scope, request)), grains);
        return Saved.Created(http, written, $"/v1/movies/{id}");
    }

    private static async Task<Results<Ok<MovieBody>, ProblemHttpResult>> Replace(
        string id, MovieRequest request, HttpContext http, IGrainFactory grains) =>
        Ids.TryParse<MovieId>(id, out var movie)
            ? Saved.Replaced(http, await Save(movie, request, Precondition.Update(EntityTags.IfMatch(http)), grains))
            : Problems.NotFound("movie");

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(string id, IGrainFactory grains) =>
        Ids.TryParse<MovieId>(id, out _) && await grains.Grain<IMovieGrain>(id).Remove() == RemoveOutcome.Removed
            ? TypedResults.NoContent()
            : Problems.NotFound("movie");

    private static async Task<Written<MovieBody>> Save(
        MovieId id, MovieRequest request, Precondition when, IGrainFactory grains)
    {
        var checks = new Validation();
        var document = request.Document(checks);
        if (checks.Failed) return checks.Problem();

        var result = await grains.Grain<IMovieGrain>(id.ToString()).Save(new SaveMovie(document, when));
        if (result.Movie is not { } movie) return Saved.Refusal(result.Outcome, "movie");
        return new Written<MovieBody>(MovieBody.Of(movie), result.Outcome == SaveOutcome.Replayed, null);
    }
}
