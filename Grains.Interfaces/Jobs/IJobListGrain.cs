using System.Collections.Immutable;

namespace Marquee.Jobs;

/// <summary>
/// Knows how far the work is that takes a while. The key is ignored but for <see cref="Key"/>, one for the whole cluster. Kept in memory:
/// when its silo ends the list is forgotten and the work, where it ran elsewhere, reports itself anew.
/// </summary>
[Alias("marquee.job-list")]
public interface IJobListGrain : IGrainWithStringKey
{
    const string Key = "0";

    /// <summary>Takes in how a job stands; what was reported before is replaced.</summary>
    [Alias("report")] Task Report(JobView job);

    /// <summary>The latest jobs, newest first.</summary>
    [Alias("list")] Task<ImmutableArray<JobView>> List();

    /// <summary>Null where there is none, or it was forgotten.</summary>
    [Alias("get")] Task<JobView?> Get(JobId id);
}

/// <param name="Kind">Stable name, <c>movie-import</c>.</param>
/// <param name="Done">Items worked on, failed ones included.</param>
/// <param name="Failed">Items that could not be taken.</param>
/// <param name="Total">How many there will be; null where nobody knows yet.</param>
[GenerateSerializer, Immutable, Alias("marquee.job-view")]
public sealed record JobView(
    [property: Id(0)] JobId Id,
    [property: Id(1)] string Kind,
    [property: Id(2)] JobStatus Status,
    [property: Id(3)] long Done,
    [property: Id(4)] long Failed,
    [property: Id(5)] long? Total,
    [property: Id(6)] DateTimeOffset StartedAt,
    [property: Id(7)] DateTimeOffset UpdatedAt);

public enum JobStatus
{
    Running = 0,
    Done = 1,

    /// <summary>It ended before its end. What was done stays done, and it may be started again.</summary>
    Failed = 2,
}
