namespace Marquee.Jobs;

/// <summary>Tells the list of jobs how one goes on, once a second at most and at its end.</summary>
public sealed class JobReports(IGrainFactory grains, string kind, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private DateTimeOffset _told;
    private JobView _job = new(Ids.New<JobId>(clock), kind, JobStatus.Running, 0, 0, null, clock.GetUtcNow(), clock.GetUtcNow());

    public JobView Job => _job;

    public Task BeginAsync() => TellAsync(JobStatus.Running, 0, 0, null);

    public Task ProgressAsync(long done, long failed, long? total = null) =>
        clock.GetUtcNow() - _told < Pause ? Task.CompletedTask : TellAsync(JobStatus.Running, done, failed, total);

    public Task EndAsync(JobStatus status, long done, long failed) => TellAsync(status, done, failed, status == JobStatus.Done ? done : _job.Total);

    private Task TellAsync(JobStatus status, long done, long failed, long? total)
    {
        _told = clock.GetUtcNow();
        _job = _job with { Status = status, Done = done, Failed = failed, Total = total, UpdatedAt = _told };
        return grains.GetGrain<IJobListGrain>(IJobListGrain.Key).Report(_job);
    }
}
