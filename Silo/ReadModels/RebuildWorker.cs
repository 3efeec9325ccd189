using Marquee.Jobs;
using Marquee.ReadModels;
using Marquee.Silo.Copies;
using Marquee.Silo.Postgres.Outbox;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Marquee.Silo.ReadModels;

/// <summary>Works in every silo, and whichever is free does the next part; so the work goes on when one is gone.</summary>
internal sealed partial class RebuildWorker(
    ReadModelRebuild rebuild, OutboxSignal signal, IGrainFactory grains, IOptions<ReadModelOptions> options, TimeProvider clock, ILogger<RebuildWorker> log)
    : BackgroundService
{
    /// <summary>Under this name it is told that there is work.</summary>
    public const string Signal = "read-models";

    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(1);

    // Another silo may be at the row for a moment.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WorkAsync(stoppingToken);
                await signal.WaitAsync(Signal, options.Value.Poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception failure)
            {
                if (failure is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected }) LogYielded(log);
                else LogInterrupted(log, failure);
                await Task.Delay(Breath, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                signal.Notify(Signal);
            }
        }
    }

    private async Task WorkAsync(CancellationToken stopping)
    {
        var told = DateTimeOffset.MinValue;
        while (await rebuild.WorkAsync(stopping) is { } view)
        {
            if (view.Running && clock.GetUtcNow() - told < BetweenReports) continue;
            told = clock.GetUtcNow();
            Report(view);
            if (view.Running) continue;
            LogDone(log, view.Id, view.Done, view.Failed);
            signal.Notify(CatalogueTeller.Signal);
        }
    }

    /// <summary>Among other jobs too. The row is what counts, so nobody waits for this.</summary>
    private void Report(RebuildView view) => grains.GetGrain<IJobListGrain>(IJobListGrain.Key).Report(new JobView(
        view.Id, "read-model-rebuild", view.Running ? JobStatus.Running : JobStatus.Done, view.Done, view.Failed, view.Total, view.StartedAt, view.UpdatedAt)).Ignore();

    [LoggerMessage(Level = LogLevel.Debug, Message = "Somebody else has rows of this part of the read models; it will be tried again")]
    private static partial void LogYielded(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Read models could not be written anew for the moment; it will be tried again")]
    private static partial void LogInterrupted(ILogger log, Exception failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Job}: read models of {Grains} grains were written anew, {Failed} could not be")]
    private static partial void LogDone(ILogger log, JobId job, long grains, long failed);
}
