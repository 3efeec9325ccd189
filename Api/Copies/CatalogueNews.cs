using System.Globalization;
using Marquee.Copies;

namespace Marquee.Api.Copies;

/// <summary>
/// Knows by which revision of the catalogue copies are kept here. It changes with the news of the cluster, and at once with what this process
/// has changed itself: who has changed something sees it in the next answer.
/// </summary>
internal sealed partial class CatalogueNews(IGrainFactory grains, TimeProvider clock, ILogger<CatalogueNews> log) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    // By then the news of a change of our own has come, and copies may be shared with other processes again.
    private static readonly TimeSpan OwnNews = TimeSpan.FromSeconds(5);

    private readonly string _process = Guid.NewGuid().ToString("N")[..8];
    private long _heard;
    private Own? _own;

    /// <summary>Null while nothing was heard: then there are no copies.</summary>
    public string? Revision
    {
        get
        {
            var heard = Interlocked.Read(ref _heard);
            if (heard == 0) return null;
            return _own is { } own && clock.GetElapsedTime(own.At) < OwnNews
                ? string.Create(CultureInfo.InvariantCulture, $"{heard}-{_process}-{own.Number}")
                : heard.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Something here has just changed the catalogue.</summary>
    public void Changed() => _own = new Own(clock.GetTimestamp(), (_own?.Number ?? 0) + 1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Interlocked.Exchange(ref _heard, await grains.GetGrain<ICatalogueNewsGrain>(ICatalogueNewsGrain.Key).After(_heard, stoppingToken));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception failure)
            {
                if (stoppingToken.IsCancellationRequested) return;
                LogDeaf(log, failure);
                await Task.Delay(Rest, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private sealed record Own(long At, long Number);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No news of the catalogue can be had for the moment; copies of it last as long as they may")]
    private static partial void LogDeaf(ILogger log, Exception failure);
}
