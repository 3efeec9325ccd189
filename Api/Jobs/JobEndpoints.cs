using Marquee.Api.Http;
using Marquee.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Jobs;

/// <summary>How far the work is that takes a while.</summary>
internal static class JobEndpoints
{
    public static void MapAdminJobs(this RouteGroupBuilder admin)
    {
        var jobs = admin.MapGroup("/jobs").WithTags("Jobs");
        jobs.MapGet("", List).WithName("ListJobs");
        jobs.MapGet("/{id}", Get).WithName("GetJob");
    }

    private static async Task<Ok<Page<JobBody>>> List(IGrainFactory grains) =>
        TypedResults.Ok(new Page<JobBody>([.. (await grains.GetGrain<IJobListGrain>(IJobListGrain.Key).List()).Select(JobBody.Of)], null));

    private static async Task<Results<Ok<JobBody>, ProblemHttpResult>> Get(string id, IGrainFactory grains) =>
        Ids.TryParse<JobId>(id, out var job) && await grains.GetGrain<IJobListGrain>(IJobListGrain.Key).Get(job) is { } view
            ? TypedResults.Ok(JobBody.Of(view))
            : Problems.NotFound("job");
}

/// <param name="Done">Items worked on, failed ones included.</param>
/// <param name="Total">How many there will be; missing where nobody knows yet.</param>
internal sealed record JobBody(string Id, string Kind, JobStatus Status, long Done, long Failed, DateTimeOffset StartedAt, DateTimeOffset UpdatedAt, long? Total = null)
{
    public static JobBody Of(JobView job) => new(job.Id.ToString(), job.Kind, job.Status, job.Done, job.Failed, job.StartedAt, job.UpdatedAt, job.Total);
}
