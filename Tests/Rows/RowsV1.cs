using Marquee.Bookings;
using Marquee.Movies;
using Marquee.Payments;
using Marquee.Shows;
using Marquee.Theaters;
using Marquee.Wallets;

namespace Marquee.Tests.Rows;

/// <summary>What the first release saved. Every field is set to something.</summary>
internal static partial class RowsV1
{
    private const string Folder = "v1";

    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 30, 15, 250, TimeSpan.Zero);

    public static SavedRow[] Hot =>
    [
        new SavedRow<ShowState>(Folder, new ShowState { Opened = Opened, Withdrawn = true }),
        new SavedRow<ShowSeatsState>(Folder, new ShowSeatsState { Packed = Convert.FromHexString(PackedInFormat1) }),
        new SavedRow<BookingState>(Folder, Booking),
        new SavedRow<PaymentState>(Folder, Payment),
        new SavedRow<WalletState>(Folder, Wallet),
        new SavedRow<MovieState>(Folder, Movie),
        new SavedRow<TheaterState>(Folder, Theater),
    ];

    private static ScreenLayout Layout => new([
        new LayoutRow("A", SeatCategory.Silver, "1-4,_,5-8", [], []),
        new LayoutRow("B", SeatCategory.Platinum, "1-8", ["1"], ["2"]),
    ]);

    internal static OpenShow Opened => new(
        Id<MovieId>(1), Id<TheaterId>(2), Id<ScreenId>(3), 4, Layout, Now.AddHours(1), Now.AddHours(3), "Asia/Kolkata", "hi", "IMAX 2D",
        new SeatPrices("INR", 15_000, 25_000, 40_000), new ShowRules(SingleSeatGap: true, MaxSeats: 6));

    internal static BookingState Booking => new()
    {
        Customer = Id<UserId>(10),
        Show = Id<ShowId>(11),
        Fingerprint = Print(12),
        Status = BookingStatus.Canceling,
        Seats = [new HeldSeat("A1", SeatCategory.Silver, 15_000), new HeldSeat("B8", SeatCategory.Platinum, 40_000)],
        Price = new BookingPrice("INR", 55_000, 2_750, 495, 1_000),
        HoldExpiresAt = Now.AddMinutes(5),
        CreatedAt = Now,
        Version = 7,
        Payment = Id<PaymentId>(13),
        Refund = new RefundView(Id<RefundId>(14), new Money(57_245, "INR"), RefundStatus.Succeeded),
    };

    internal static PaymentState Payment => new()
    {
        Purpose = new PaymentPurpose(Id<BookingId>(20)),
        Customer = Id<UserId>(21),
        Amount = new Money(57_245, "INR"),
        Instrument = new PaymentInstrument(PaymentMethod.Wallet, "tok_visa"),
        Fingerprint = Print(22),
        Status = PaymentStatus.Succeeded,
        NextAction = new NextAction("redirect", "https://pay.example.com/challenges/1"),
        Failure = new PaymentFailure("declined", "The bank said no."),
        StartedAt = Now,
        EndedAt = Now.AddSeconds(3),
        Refunds = [new PaymentRefundState(Id<RefundId>(23), 20_000, "canceled", RefundStatus.Succeeded, Now.AddDays(1), 3, Now.AddDays(2))],
    };

    public static WalletState Wallet => new()
    {
        Currency = "INR",
        Entries =
        [
            new WalletEntry(Raw(30), 50_000, 50_000, CounterAccounts.TopUps, "pay_1", Now),
            new WalletEntry(Raw(31), -12_345, 37_655, CounterAccounts.Sales, "bkg_1", Now.AddMinutes(1)),
        ],
        Barred = [Raw(32)],
        TopUps = [new PendingTopUp(Id<PaymentId>(33), new Money(10_000, "INR"))],
    };

    private static MovieState Movie => new()
    {
        Version = 3,
        CreatedAt = Now,
        UpdatedAt = Now.AddDays(1),
        Document = new MovieDocument(
            "The Long Interval", "लंबा अंतराल", ["hi", "en"], ["drama"], 142, "UA", new DateOnly(2026, 11, 20), "Nobody leaves.",
            "https://img.example.com/1.jpg", [new Credit("First Player", "The usher")], [new Credit("First Director", "Director")], ["new"], "ext-1", """{"reels":7}"""),
        CreatedBy = Print(40),
        Removed = true,
    };

    internal static TheaterState Theater => new()
    {
        Version = 5,
        CreatedAt = Now,
        UpdatedAt = Now.AddDays(1),
        Details = new TheaterDetails("Regal", "Mumbai", "1 Colaba Causeway", new GeoPoint(18.9248, 72.8325), "Asia/Kolkata", ["parking"]),
        CreatedBy = Print(50),
        Removed = true,
        Screens =
        [
            new TheaterScreen { Id = Id<ScreenId>(51), Version = 2, Name = "Screen 1", Layouts = [new LayoutVersion(1, Layout, 16)], CreatedBy = Print(52), Removed = true },
        ],
        Slots =
        [
            Slot(53, SlotStatus.Opening) with { Pending = Opened },
            Slot(54, SlotStatus.Closing),
        ],
    };

    private static ShowSlot Slot(byte number, SlotStatus status) => new()
    {
        Show = Id<ShowId>(number),
        Screen = Id<ScreenId>(51),
        LayoutVersion = 1,
        StartsAt = Now.AddHours(1),
        EndsAt = Now.AddHours(3),
        FreeAt = Now.AddHours(3.25),
        Status = status,
        CreatedBy = Print(number),
    };

    internal static T Id<T>(byte number) where T : struct, IId<T> => T.From(Raw(number));

    internal static Fingerprint Print(byte number) => new(Raw(number));

    private static Guid Raw(byte number) => new(0x01020304, 0x0506, 0x7708, 0x89, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E, 0x0F, number);
}
