using System.Collections.Immutable;

namespace Marquee.Jobs;

[GrainType("job-list")]
internal sealed class JobListGrain(TimeProvider clock) : Grain, IJobListGrain
{
    private const int Most = 200;
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    // Whoever works reports every second or so.
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly Dictionary<JobId, JobView> _jobs = [];

    public Task Report(JobView job)
    {
        _jobs[job.Id] = job;
        if (_jobs.Count > Most) _jobs.Remove(_jobs.Values.MinBy(old => old.UpdatedAt)!.Id);
        DelayDeactivation(Remembered);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<JobView>> List() => Task.FromResult<ImmutableArray<JobView>>([.. _jobs.Values.OrderByDescending(job => job.StartedAt).Select(Now)]);

    public Task<JobView?> Get(JobId id) => Task.FromResult(_jobs.TryGetValue(id, out var job) ? Now(job) : null);

    /// <summary>A job that went silent has ended with its process.</summary>
    private JobView Now(JobView job) =>
        job.Status == JobStatus.Running && clock.GetUtcNow() - job.UpdatedAt > Silence ? job with { Status = JobStatus.Failed } : job;
}
