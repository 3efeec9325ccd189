using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Shows;
using Marquee.Tests.Cluster;
using Marquee.Wallets;
using Xunit;

namespace Marquee.Tests.Races;

/// <summary>Two activations of one booking, each with a payment of its own.</summary>
public sealed partial class TwinTests
{
    private const long Given = 100_000;
    private const long Price = 21_180;

    [Fact]
    public async Task A_booking_that_is_paid_at_two_activations_is_paid_once()
    {
        for (var round = 0; round < 5; round++) Assert.Empty(await PayTwiceAsync(fenced: true));
    }

    [Fact]
    public async Task Without_the_version_of_the_rows_a_booking_would_be_paid_twice() => Assert.NotEmpty(await PayTwiceAsync(fenced: false));

    private async Task<List<string>> PayTwiceAsync(bool fenced)
    {
        var show = await twins.OpenShowAsync(fenced, written: true, "1-2");
        var (customer, booking) = (twins.NewId<UserId>(), twins.NewId<BookingId>());
        var payments = Enumerable.Range(0, 3).Select(_ => twins.NewId<PaymentId>()).ToArray();
        if (!fenced) foreach (var key in (string[])[$"{customer}", $"{booking}", .. payments.Select(payment => $"{payment}")]) twins.Fence.Remove(key);
        await twins.Wallet(customer, 0).Move(Movement(Given));

        var command = BookingCluster.Command(show, customer, "A1");
        var made = await BothAsync(twin => twins.Booking(booking, twin).Create(command));
        await twins.ForgetAsync();
        // From here on both know the same: the booking, its hold and the money.
        for (var twin = 0; twin < 2; twin++)
        {
            await twins.Booking(booking, twin).Get(customer);
            await twins.Wallet(customer, twin).Get();
        }

        await BothAsync(twin => twins.Booking(booking, twin).Pay(BookingCluster.FromWallet(customer, payments[twin])));
        await twins.ForgetAsync();
        // Each may have ended the other's payment before it took any money; the customer is told so and pays once more.
        if ((await twins.Booking(booking, 0).Get(customer))!.Status != BookingStatus.Confirmed)
            await Twins.InsistAsync(() => twins.Booking(booking, 0).Pay(BookingCluster.FromWallet(customer, payments[2])));

        var view = (await twins.Booking(booking, 0).Get(customer))!;
        List<string> wrong = [];
        if (made.Count(answer => answer.Outcome == CreateBookingOutcome.Created) != 1) wrong.Add("The booking was not made once.");
        if (view.Status != BookingStatus.Confirmed) wrong.Add($"It is {view.Status}.");
        if ((await twins.Show(show, 0).Seats())!.Status[0] != SeatStatus.Sold) wrong.Add("The seat is not sold.");
        foreach (var payment in payments) wrong.AddRange(await WrongAsync(payment, kept: view.Payment?.Id == payment));
        var wallet = await twins.Wallet(customer, 0).Get();
        if (wallet.Balance.Amount != Given - Price || wallet.Entries.Sum(entry => entry.Amount) != wallet.Balance.Amount) wrong.Add($"The wallet has {wallet.Balance}.");
        return wrong;
    }

    /// <summary>A payment that took money is the booking's, or all of it went back.</summary>
    private async Task<string[]> WrongAsync(PaymentId id, bool kept)
    {
        if (await twins.Payment(id, 0).Get() is not { Status: PaymentStatus.Succeeded } payment) return kept ? [$"{id} is the booking's and took nothing"] : [];
        return payment.Refunded == (kept ? 0 : Price) ? [] : [$"{id} took {Price} and gave back {payment.Refunded}"];
    }

    private static Task<T[]> BothAsync<T>(Func<int, Task<T>> ask) where T : class =>
        Task.WhenAll(Enumerable.Range(0, 2).Select(twin => Twins.InsistAsync(() => ask(twin))));
}
