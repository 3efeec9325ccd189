namespace Marquee.Bookings;

/// <summary>How far a booking of a canceled show is. Numbers are stored: append only.</summary>
public enum ShowCanceledProgress : byte
{
    /// <summary>Not begun, or its payment is under way and nobody knows yet how it ends.</summary>
    Open = 0,

    /// <summary>Canceled, and its money is on the way.</summary>
    Refunding = 1,

    /// <summary>Canceled, and the money is back.</summary>
    Refunded = 2,

    /// <summary>It came to its end without money to give back.</summary>
    NothingToRefund = 3,

    /// <summary>Canceled, and its refund waits for an admin.</summary>
    Stuck = 4,
}

/// <param name="Amount">What goes or went back because of the show, in minor units.</param>
[GenerateSerializer, Immutable, Alias("marquee.show-canceled-answer")]
public sealed record ShowCanceledAnswer(
    [property: Id(0)] ShowCanceledProgress Progress,
    [property: Id(1)] long Amount);
