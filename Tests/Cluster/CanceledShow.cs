using Marquee.Bookings;
using Marquee.Shows;
using Xunit;

namespace Marquee.Tests.Cluster;

/// <summary>What tests of shows that will not take place do alike: sell seats, cancel the show, and look into everybody's purse.</summary>
public abstract class CanceledShow(BookingCluster cluster)
{
    protected const int Price = 21_180;
    protected static readonly TimeSpan Soon = TimeSpan.FromMinutes(30);

    private protected BookingCluster Cluster => cluster;

    private protected CancelShow Command { get; } = new("The projector is broken.", cluster.NewId<UserId>());

    private protected async Task<(BookingId Booking, UserId Customer)[]> BuyAsync(ShowId show, int count, string token = "tok_success") => await Task.WhenAll(
        Enumerable.Range(1, count).Select(async seat =>
        {
            var customer = cluster.NewId<UserId>();
            return (await cluster.Buy(show, customer, token, $"A{seat}"), customer);
        }));

    private protected Task DoneAsync(ShowId show, int seconds = 60) =>
        BookingCluster.Eventually(CancellationStatus.Done, async () => (await cluster.ShowCancellation(show).Get())!.Status, seconds);

    private protected async Task EverybodyIsPaidBackOnceAsync(ShowId show, (BookingId Booking, UserId Customer)[] bought)
    {
        foreach (var (booking, customer) in bought)
        {
            var view = (await cluster.Booking(booking).Get(customer))!;
            Assert.Equal((BookingStatus.Canceled, Price, 0), (view.Status, view.Payment!.Refunded, view.Payment.Refunding));
            Assert.Single(view.Refunds);
        }

        Assert.Equal("", await cluster.SeatsOf(show));
    }
}
