using Marquee.Copies;
using Marquee.Silo.Postgres.Outbox;

namespace Marquee.Silo.Copies;

/// <summary>
/// Passes on that the read models of the catalogue have changed, once they have: what is read because of it must find the change. News that gets
/// lost with its silo costs no more than that copies grow as old as they may.
/// </summary>
internal sealed partial class CatalogueTeller(OutboxSignal signal, IGrainFactory grains, TimeProvider clock, ILogger<CatalogueTeller> log) : BackgroundService
{
    /// <summary>Under this name it is told of changes.</summary>
    public const string Signal = "catalogue-news";

    // An import changes thousands of movies; nobody reads the catalogue anew for each.
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    // A wait must have an end; that nothing happens is no news.
    private static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await signal.WaitAsync(Signal, Idle, stoppingToken);
                await grains.GetGrain<ICatalogueNewsGrain>(ICatalogueNewsGrain.Key).Tell();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception failure)
            {
                LogLost(log, failure);
            }

            await Task.Delay(Between, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody could be told that the catalogue has changed; copies of it are old for a while")]
    private static partial void LogLost(ILogger log, Exception failure);
}
