using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Marquee.Shows;

/// <summary>
/// Owns every seat of one show: who holds it, who is paying for it, who bought it. Keyed by show id.
/// Every command names its booking, and repeating a command changes nothing and answers the same.
/// An answer is given only once the change is on disk.
/// </summary>
[Alias("marquee.show")]
public interface IShowGrain : IGrainWithStringKey
{
    /// <summary>Puts the show on sale. Called by its theater, which owns the screen's calendar.</summary>
    [Alias("open")] Task Open(OpenShow command);

    /// <summary>What the show is, or null where there is none.</summary>
    [Alias("get"), AlwaysInterleave] Task<ShowView?> Get();

    /// <summary>The seat map as it is on disk, or null where there is no such show.</summary>
    [Alias("seats"), AlwaysInterleave] Task<SeatMapView?> Seats();

    /// <summary>
    /// The seats as they are, and from now on every change to them, until the watcher is not heard of for a while: it asks again now and
    /// then. Null where there is no such show.
    /// </summary>
    /// <param name="planKnown">Leaves the plan out of the answer.</param>
    [Alias("watch-seats"), AlwaysInterleave] Task<WatchedSeats?> WatchSeats(ISeatWatcher watcher, bool planKnown);

    /// <summary>Tells the watcher of nothing more. A repeat changes nothing.</summary>
    [Alias("unwatch-seats"), AlwaysInterleave] Task UnwatchSeats(ISeatWatcher watcher);

    /// <summary>For operators: where it lives and who has seats under way. Null where there is no such show.</summary>
    [Alias("inspect"), AlwaysInterleave] Task<ShowInspection?> Inspect();

    /// <summary>For operators: ends this activation once it can; the next call wakes the show from what is on disk, perhaps elsewhere.</summary>
    [Alias("start-over")] Task StartOver();

    /// <summary>Holds all the seats or none.</summary>
    [Alias("hold")] Task<HoldResult> Hold(HoldSeats command);

    /// <summary>
    /// Stops the clock of a hold because its customer is paying: from here on only <see cref="Confirm"/>, <see cref="ResumeHold"/> or
    /// <see cref="Release"/> moves the seats. After <paramref name="deadline"/> the show wakes the booking, which ends the payment.
    /// </summary>
    [Alias("begin-payment")] Task<PayingResult> BeginPayment(BookingId booking, PaymentId payment, DateTimeOffset deadline);

    /// <summary>
    /// <see cref="BeginPayment"/> and <see cref="Confirm"/> in one write, for a payment whose outcome is known at once: the seats are sold
    /// before their money is taken. Where it is not, <see cref="TakeBack"/> puts the hold back. Seats that another request is already paying
    /// for under the same payment are left to it.
    /// </summary>
    [Alias("sell")] Task<PayingResult> Sell(BookingId booking, PaymentId payment, DateTimeOffset deadline);

    /// <summary>The payment failed for good: the hold goes back to its clock, which never stood still for the customer.</summary>
    [Alias("resume-hold")] Task<ResumeResult> ResumeHold(BookingId booking, PaymentId payment);

    /// <summary>
    /// The same for a payment whose money was to be taken after the sale and could not be: takes a sale back too, unless the booking has
    /// acknowledged it.
    /// </summary>
    [Alias("take-back")] Task<ResumeResult> TakeBack(BookingId booking, PaymentId payment);

    /// <summary>The money is in, or is set aside. Sells the seats the booking holds, or takes the same ones again if its hold is gone and they are free.</summary>
    [Alias("confirm")] Task<ConfirmOutcome> Confirm(ConfirmSeats command);

    /// <summary>
    /// Gives a hold back now. Seats that are being paid for or are sold stay, and the answer is false; a booking without seats here is no error.
    /// </summary>
    [Alias("release")] Task<bool> Release(BookingId booking);

    /// <summary>Puts seats that the booking had bought back on sale. Seats that are not its own, or no more, stay as they are.</summary>
    [Alias("free")] Task Free(BookingId booking, ImmutableArray<string> seats);

    /// <summary>The booking has saved how it ended, so the show need not wake it any more.</summary>
    /// <param name="bought">True where it has the seats. Where it has not, and they are sold to it all the same, the show wakes it on.</param>
    [Alias("acknowledge")] Task Acknowledge(BookingId booking, bool bought);

    /// <summary>The bookings that have bought seats.</summary>
    [Alias("sold"), AlwaysInterleave] Task<ImmutableArray<BookingId>> Sold();

    /// <summary>Takes free seats off sale, all or none.</summary>
    [Alias("block")] Task<BlockResult> Block(BlockSeats command);

    /// <summary>Puts blocked seats back on sale. Seats that are not blocked stay as they are.</summary>
    [Alias("unblock")] Task<BlockResult> Unblock(BlockSeats command);

    /// <summary>Takes the show off sale for good, if nobody holds or has bought a seat. Answers whether it did.</summary>
    [Alias("withdraw")] Task<bool> Withdraw();

    /// <summary>
    /// Closes the show for good, whoever has seats: from the answer on no hold, no payment and no sale can begin anywhere, and the answer
    /// names all who have seats. Who pays at this moment is refused the seats and gets the money back.
    /// </summary>
    [Alias("cancel")] Task<CloseShowResult> Cancel(CancelShow command);

    /// <summary>Moves the show to another time; everybody keeps their seats. False where it is closed. A repeat changes nothing.</summary>
    [Alias("reschedule")] Task<bool> Reschedule(DateTimeOffset startsAt, DateTimeOffset endsAt);
}
