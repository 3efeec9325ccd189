using Marquee.Shows;

namespace Marquee.Theaters;

/// <summary>A show's place in the calendar of its theater.</summary>
[GenerateSerializer, Immutable, Alias("marquee.show-slot")]
internal sealed record ShowSlot
{
    [Id(0)] public ShowId Show { get; init; }

    [Id(1)] public ScreenId Screen { get; init; }

    [Id(2)] public int LayoutVersion { get; init; }

    [Id(3)] public DateTimeOffset StartsAt { get; init; }

    [Id(4)] public DateTimeOffset EndsAt { get; init; }

    [Id(5)] public DateTimeOffset FreeAt { get; init; }

    [Id(6)] public SlotStatus Status { get; init; }

    [Id(7)] public Fingerprint CreatedBy { get; init; }

    /// <summary>What the show is to be opened with; dropped once it is open, because the show keeps it.</summary>
    [Id(8)] public OpenShow? Pending { get; init; }

    public bool TakesScreen => Status != SlotStatus.Removed;

    /// <summary>A show that was never told to open and whose time is over is not opened any more.</summary>
    public bool IsHalfDone(DateTimeOffset now) =>
        Status is SlotStatus.Closing or SlotStatus.Moving || (Status == SlotStatus.Opening && StartsAt > now);

    public ScreenTaken Taken => new(Show, StartsAt, EndsAt, FreeAt);

    /// <summary>The slot at another time, and as long as it was.</summary>
    public ShowSlot At(DateTimeOffset startsAt) =>
        With(SlotStatus.Moving) with { StartsAt = startsAt, EndsAt = startsAt + (EndsAt - StartsAt), FreeAt = startsAt + (FreeAt - StartsAt) };

    public ShowSlot With(SlotStatus status) => this with { Status = status, Pending = status == SlotStatus.Opening ? Pending : null };

    /// <summary>False where the show of this id was made by another request, on another screen or at another time.</summary>
    public bool Describes(ShowView show, TheaterId theater) =>
        show.Theater == theater && show.Screen == Screen && show.StartsAt == StartsAt && show.Status != ShowStatus.Canceled;
}

/// <summary>Numbers are stored: append only.</summary>
internal enum SlotStatus : byte
{
    /// <summary>The screen is reserved; whether the show was told is not known.</summary>
    Opening = 0,
    Open = 1,

    /// <summary>The show is being withdrawn; whether it was told is not known.</summary>
    Closing = 2,

    /// <summary>Takes no screen any more. Kept for a while so that a repeat of the request that made it is known.</summary>
    Removed = 3,

    /// <summary>The screen is reserved for another time; whether the show was told is not known.</summary>
    Moving = 4,
}
