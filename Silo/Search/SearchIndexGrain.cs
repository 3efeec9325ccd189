using Marquee.Copies;
using Marquee.Jobs;
using Marquee.Search;

namespace Marquee.Silo.Search;

[GrainType("search-index")]
internal sealed partial class SearchIndexGrain(SearchRebuild rebuild, TimeProvider clock, ILogger<SearchIndexGrain> log) : Grain, ISearchIndexGrain
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);
    private JobReports? _job;
    private Task _work = Task.CompletedTask;

    public async Task<JobView> Rebuild()
    {
        if (_job is { } running && !_work.IsCompleted) return running.Job;
        _job = new JobReports(GrainFactory, "search-reindex", clock);
        await _job.BeginAsync();
        DelayDeactivation(Longest);
        _work = RunAsync(_job);
        return _job.Job;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        rebuild.Stop();
        return Task.CompletedTask;
    }

    private async Task RunAsync(JobReports job)
    {
        try
        {
            await rebuild.RunAsync(job);
            await GrainFactory.GetGrain<ICatalogueNewsGrain>(ICatalogueNewsGrain.Key).Tell();
            await job.EndAsync(JobStatus.Done, job.Job.Done, job.Job.Failed);
        }
        catch (Exception failure)
        {
            LogFailed(log, failure);
            await job.EndAsync(JobStatus.Failed, job.Job.Done, job.Job.Failed);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The search tables could not be rebuilt to the end")]
    private static partial void LogFailed(ILogger log, Exception failure);
}
