using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Http;

/// <summary>Answers an admin who wrote a document of the catalogue: the document and its tag, or why it was not written.</summary>
internal static class Saved
{
    public static Results<Created<T>, ProblemHttpResult> Created<T>(HttpContext http, Written<T> written, string location) where T : class, IVersioned
    {
        if (written.Body is not { } body) return written.Problem!;
        if (written.Replayed) IdempotencyKey.MarkReplayed(http);
        EntityTags.Set(http, body.Tag);
        return TypedResults.Created(location, body);
    }

    public static Results<Ok<T>, ProblemHttpResult> Replaced<T>(HttpContext http, Written<T> written) where T : class, IVersioned
    {
        if (written.Body is not { } body) return written.Problem!;
        EntityTags.Set(http, body.Tag);
        return TypedResults.Ok(body);
    }

    /// <summary>Says why nothing was written.</summary>
    public static ProblemHttpResult Refusal(SaveOutcome outcome, string what) => outcome switch
    {
        SaveOutcome.KeyReused => Problems.KeyReused(),
        SaveOutcome.Stale => Problems.StaleVersion(),
        SaveOutcome.NotFound => Problems.NotFound(what),
        _ => throw new InvalidOperationException($"{what}: {outcome} is no refusal that this can phrase."),
    };

    public static Results<NoContent, ProblemHttpResult> Gone(RemoveOutcome outcome, string what, string inUseCode, string inUse) => outcome switch
    {
        RemoveOutcome.Removed => TypedResults.NoContent(),
        RemoveOutcome.NotFound => Problems.NotFound(what),
        _ => Problems.Of(StatusCodes.Status409Conflict, inUseCode, inUse),
    };
}

/// <summary>The document as it is after a write, or the problem that prevented it.</summary>
internal readonly record struct Written<T>(T? Body, bool Replayed, ProblemHttpResult? Problem) where T : class
{
    public static implicit operator Written<T>(ProblemHttpResult problem) => new(null, false, problem);
}

/// <summary>A body that says which version of its thing it shows.</summary>
internal interface IVersioned
{
    string Tag { get; }
}
