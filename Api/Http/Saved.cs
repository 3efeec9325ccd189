using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Http;

/// <summary>Answers an admin who wrote a document of the catalogue: the document and its tag, or why it was not written.</summary>
internal static class Saved
{
    public static Results<Created<T>, Ok<T>, ProblemHttpResult> Answer<T>(
        HttpContext http, SaveOutcome outcome, string what, string location, T? body) where T : class, IVersioned
    {
        if (outcome == SaveOutcome.Replayed) IdempotencyKey.MarkReplayed(http);
        if (body is not null) EntityTags.Set(http, body.Tag);
        return outcome switch
        {
            SaveOutcome.Created or SaveOutcome.Replayed => TypedResults.Created(location, body),
            SaveOutcome.Updated => TypedResults.Ok(body),
            SaveOutcome.KeyReused => Problems.KeyReused(),
            SaveOutcome.Stale => Problems.StaleVersion(),
            SaveOutcome.NotFound => Problems.NotFound(what),
            _ => throw new InvalidOperationException($"{what}: an outcome of {outcome} needs an answer of its own."),
        };
    }

    public static Results<NoContent, ProblemHttpResult> Gone(RemoveOutcome outcome, string what, string inUseCode, string inUse) => outcome switch
    {
        RemoveOutcome.Removed => TypedResults.NoContent(),
        RemoveOutcome.NotFound => Problems.NotFound(what),
        _ => Problems.Of(StatusCodes.Status409Conflict, inUseCode, inUse),
    };
}

/// <summary>A body that says which version of its thing it shows.</summary>
internal interface IVersioned
{
    string Tag { get; }
}
