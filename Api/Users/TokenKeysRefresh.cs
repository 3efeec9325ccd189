namespace Marquee.Api.Users;

/// <summary>Keeps <see cref="TokenKeys"/> fresh from the start on: far more often than a key is told before it signs.</summary>
internal sealed partial class TokenKeysRefresh(
    TokenKeys keys, IHostApplicationLifetime host, TimeProvider clock, ILogger<TokenKeysRefresh> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before that a silo in the same process is not up yet, and nobody could ask it.
        await StartedAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = Every;
            try
            {
                await keys.RefreshAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogUnread(log, failure);
                wait = AfterFailure;
            }

            await Task.Delay(wait, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task StartedAsync(CancellationToken stopping)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = host.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stopping);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys that sign access tokens could not be read; those known stay in use")]
    private static partial void LogUnread(ILogger log, Exception failure);
}
