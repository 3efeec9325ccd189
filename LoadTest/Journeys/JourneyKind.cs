namespace Marquee.LoadTest.Journeys;

/// <summary>What a visitor has come for.</summary>
internal enum JourneyKind
{
    /// <summary>Looks at movies, shows and a seat map, and leaves.</summary>
    Browse,

    /// <summary>Does all that, takes seats, pays, and fetches the ticket.</summary>
    Book,

    /// <summary>Takes seats and leaves: half say so, the others' holds run out.</summary>
    Abandon,

    /// <summary>Pays with a card that is declined, and gives up.</summary>
    Decline,

    /// <summary>Books, and then gives the seats back.</summary>
    Cancel,
}
