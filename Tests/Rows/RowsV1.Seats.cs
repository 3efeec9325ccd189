using Marquee.Shows.Domain;
using Marquee.Tests.Domain.Shows;

namespace Marquee.Tests.Rows;

internal static partial class RowsV1
{
    // As bytes, because the format that this release writes may have another number one day.
    private const string PackedInFormat1 =
        "010700000000000000020007000c0004000102030405067708890a0b0c0d0e0f3c0102030405067708890a0b0c0d0e0f3c0020a90a6427" +
        "4adf0802000001000102030405067708890a0b0c0d0e0f3d0102030405067708890a0b0c0d0e0f3d8120a90a64274adf08010203040506" +
        "7708890a0b0c0d0e0f402007db16284adf080102000102030405067708890a0b0c0d0e0f3e0102030405067708890a0b0c0d0e0f3e4220" +
        "a90a64274adf0802080009000102030405067708890a0b0c0d0e0f3f0102030405067708890a0b0c0d0e0f3f0320a90a64274adf08010f" +
        "00";

    /// <summary>A hall with a seat in every state there is: what <see cref="PackedInFormat1"/> says.</summary>
    public static SeatMap SavedSeats()
    {
        var map = Halls.Map(Halls.Row("A", "1-8"), Halls.Row("B", "1-8"));
        Hold(map, 60, "A1", "A2");
        map.BeginPayment(Hold(map, 61, "A3"), Id<PaymentId>(64), Now.AddMinutes(10), Now);
        var sold = Hold(map, 62, "B1", "B2");
        map.Confirm(sold, Id<UserId>(62), map.Find("B1", "B2"), Now);
        map.Acknowledge(sold, Now);
        map.Release(Hold(map, 63, "B8"));
        map.Block(map.Find("A8", "B5"), Now);
        return map;
    }

    private static BookingId Hold(SeatMap map, byte number, params string[] seats)
    {
        map.Hold(Id<BookingId>(number), Id<UserId>(number), map.Find(seats), Now, Now.AddMinutes(5));
        return Id<BookingId>(number);
    }
}
