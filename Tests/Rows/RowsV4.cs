using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Tickets;
using Marquee.Users;

namespace Marquee.Tests.Rows;

/// <summary>What the release saved that lets guests in at the door and counts a provider's silences: the states that it added to.</summary>
internal static class RowsV4
{
    private const string Folder = "v4";

    public static SavedRow[] All =>
    [
        new SavedRow<BookingState>(Folder, RowsV1.Booking with
        {
            CheckIns =
            [
                new CheckInState(
                    RowsV1.Id<CheckInId>(120), ["A1", "A2"], RowsV1.Now.AddHours(30), RowsV1.Now.AddHours(31), RowsV1.Id<UserId>(121), "Door 1",
                    CheckInOutcome.AlreadyCheckedIn, RowsV1.Print(122)),
            ],
        }),
        new SavedRow<PaymentState>(Folder, RowsV1.Payment with { Unanswered = 3 }),
        new SavedRow<UserState>(Folder, RowsV1.User with { Role = UserRole.Staff, Theaters = [RowsV1.Id<TheaterId>(123)] }),
    ];
}
