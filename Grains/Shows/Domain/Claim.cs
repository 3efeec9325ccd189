namespace Marquee.Shows.Domain;

/// <summary>What one booking has of a show. It lives until the booking says that it has saved its end.</summary>
/// <param name="Seats">Indexes in the plan, ascending.</param>
/// <param name="Until">When the hold ends; kept while its customer pays, because a failed payment goes back to it.</param>
/// <param name="Payment">The payment the seats wait for; the default where there is none.</param>
/// <param name="PayUntil">When the show stops waiting quietly for that payment and has the booking end it.</param>
/// <param name="Acknowledged">True once the booking has saved its end, so that nobody must be woken any more.</param>
internal sealed record Claim(
    BookingId Booking,
    UserId Customer,
    int[] Seats,
    ClaimPhase Phase,
    DateTimeOffset Until,
    PaymentId Payment = default,
    DateTimeOffset PayUntil = default,
    bool Acknowledged = false)
{
    /// <summary>A hold keeps its seats until its time; who pays or has paid keeps them whatever the clock says.</summary>
    public bool Keeps(DateTimeOffset now) => Keeps(Phase, Until.UtcTicks, now);

    /// <param name="until">Ticks, UTC.</param>
    public static bool Keeps(ClaimPhase phase, long until, DateTimeOffset now) => phase switch
    {
        ClaimPhase.Held => now.UtcTicks < until,
        ClaimPhase.Paying or ClaimPhase.Sold => true,
        _ => false,
    };

    /// <summary>True while the show must remember to wake the booking.</summary>
    public bool Open => !Acknowledged;
}

/// <summary>Numbers are stored: append only.</summary>
internal enum ClaimPhase : byte
{
    Held = 0,
    Paying = 1,
    Sold = 2,

    /// <summary>The seats are gone and the booking has not been told.</summary>
    Lapsed = 3,
}
