using Marquee.Shows;
using Xunit;

namespace Marquee.Tests.Cluster;

/// <summary>Shows that will not take place, and silos that come and go meanwhile: a cluster of its own, whose clock nobody sets forward.</summary>
[Collection("postgres")]
public sealed class ShowCancellationRestartTests(BookingCluster cluster) : CanceledShow(cluster), IClassFixture<BookingCluster>
{
    [Fact]
    public async Task Paused_it_begins_with_no_other_booking_also_after_a_restart_and_resumed_it_ends()
    {
        var show = await Cluster.OpenShow(Soon, "1-80");
        var bought = await BuyAsync(show, 80);
        await Cluster.ShowCancellation(show).Start(Command);
        var paused = (await Cluster.ShowCancellation(show).Pause())!;
        Assert.Equal(CancellationStatus.Paused, paused.Status);
        Assert.True(paused.Waiting > 0, "It was paused too late to be in the middle.");
        Assert.Equal(80, paused.Total);

        await Cluster.RestartSilosAsync();
        await BookingCluster.Remind(Cluster.ShowCancellation(show), "cancellation");
        await Task.Delay(500);
        var after = (await Cluster.ShowCancellation(show).Get())!;
        Assert.Equal((CancellationStatus.Paused, paused.Waiting), (after.Status, after.Waiting));
        Assert.Equal(HoldOutcome.NotOnSale, (await Cluster.Show(show).Hold(new HoldSeats(Cluster.NewId<BookingId>(), Cluster.NewId<UserId>(), ["A1"], null))).Outcome);

        await Cluster.ShowCancellation(show).Resume();
        await DoneAsync(show);
        await EverybodyIsPaidBackOnceAsync(show, bought);
    }

    [Fact]
    public async Task Stopped_in_the_middle_by_the_end_of_its_silos_it_goes_on_by_its_reminder()
    {
        var show = await Cluster.OpenShow(Soon, "1-80");
        var bought = await BuyAsync(show, 80);
        await Cluster.ShowCancellation(show).Start(Command);
        await Cluster.KillSilosAsync();
        await AnsweredAsync(show);
        await BookingCluster.Remind(Cluster.ShowCancellation(show), "cancellation");
        await DoneAsync(show);
        await EverybodyIsPaidBackOnceAsync(show, bought);
    }

    /// <summary>The new silos may take the dead ones for alive at first, and ask them.</summary>
    private async Task AnsweredAsync(ShowId show)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await Cluster.ShowCancellation(show).Get();
                return;
            }
            catch (Exception failure) when (tries < 5 && failure is TimeoutException or Orleans.Runtime.OrleansMessageRejectionException or Orleans.Runtime.SiloUnavailableException)
            {
            }
        }
    }
}
