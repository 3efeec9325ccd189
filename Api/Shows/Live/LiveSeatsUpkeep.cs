using Microsoft.Extensions.Options;

namespace Marquee.Api.Shows.Live;

/// <summary>Has the live seat maps confirmed again and again, for as long as the process runs.</summary>
internal sealed class LiveSeatsUpkeep(LiveSeats seats, IOptions<LiveSeatsOptions> options, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.ConfirmEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await seats.ConfirmAsync(stoppingToken);
    }
}
