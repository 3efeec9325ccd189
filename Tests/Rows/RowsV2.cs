using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Shows;
using Marquee.Theaters;

namespace Marquee.Tests.Rows;

/// <summary>What the release saved that gives seats and money back: the states that it added to.</summary>
internal static class RowsV2
{
    private const string Folder = "v2";
    private static readonly DateTimeOffset Now = RowsV1.Now;

    public static SavedRow[] Hot =>
    [
        new SavedRow<ShowState>(Folder, Show),
        new SavedRow<BookingState>(Folder, Booking),
        new SavedRow<PaymentState>(Folder, Payment),
        new SavedRow<ShowCancellationState>(Folder, Cancellation),
        new SavedRow<TheaterState>(Folder, RowsV1.Theater with
        {
            Slots = [RowsV1.Theater.Slots[0] with { Pending = Show.Opened }, RowsV1.Theater.Slots[1] with { Status = SlotStatus.Moving }],
        }),
    ];

    private static ShowState Show => new()
    {
        Opened = RowsV1.Opened with { Rules = new ShowRules(true, 4, new RefundPolicy([new RefundStep(2_880, 90), new RefundStep(60, 10)])) },
        Canceled = new ShowCanceledState("The projector is broken.", RowsV1.Id<UserId>(100), Now),
        Moves = 2,
    };

    private static BookingState Booking => RowsV1.Booking with
    {
        Refunds =
        [
            new BookingRefundState(
                RowsV1.Id<RefundId>(101), 11_250, RefundStatus.Stuck, ["A1"], RefundCause.ShowRescheduled, "moved", RefundTo.Wallet, Now.AddHours(1), RowsV1.Print(102)),
        ],
        BookedFor = Now.AddHours(30),
        Failure = BookingFailure.ShowCanceled,
    };

    private static PaymentState Payment => RowsV1.Payment with
    {
        Refunds =
        [
            new PaymentRefundState(
                RowsV1.Id<RefundId>(103), 20_000, "canceled", RefundStatus.SettledByHand, Now.AddDays(1), 8, Now.AddDays(2), RefundTo.Wallet, 3, "by bank transfer",
                RowsV1.Id<UserId>(104)),
        ],
    };

    private static ShowCancellationState Cancellation => new()
    {
        Reason = "The projector is broken.",
        By = RowsV1.Id<UserId>(110),
        StartedAt = Now,
        FinishedAt = Now.AddMinutes(5),
        Paused = true,
        ShowClosed = true,
        ScreenFree = true,
        Currency = "INR",
        Bookings = [new CanceledBookingState(RowsV1.Id<BookingId>(111), RowsV1.Id<PaymentId>(112), ShowCanceledProgress.Stuck, 42_360)],
    };
}
