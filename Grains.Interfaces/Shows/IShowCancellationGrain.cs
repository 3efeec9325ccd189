using Orleans.Concurrency;

namespace Marquee.Shows;

/// <summary>
/// Owns the cancellation of one show: closes it, ends every booking under way and pays back every one that was paid. Keyed by show id. Its
/// progress is on disk, so it goes on after a crash; it can be paused in between. Repeating a command changes nothing.
/// </summary>
[Alias("marquee.show-cancellation")]
public interface IShowCancellationGrain : IGrainWithStringKey
{
    /// <summary>Closes the show now and begins to pay back. A repeat answers how far that is.</summary>
    [Alias("start")] Task<StartCancellationResult> Start(CancelShow command);

    /// <summary>How far it is, or null where the show was never canceled.</summary>
    [Alias("get"), AlwaysInterleave] Task<ShowCancellationView?> Get();

    /// <summary>Begins with no other booking until it is resumed; the show stays closed. Null where the show was never canceled.</summary>
    [Alias("pause")] Task<ShowCancellationView?> Pause();

    /// <summary>Goes on, and looks again at refunds that were stuck. Null where the show was never canceled.</summary>
    [Alias("resume")] Task<ShowCancellationView?> Resume();
}

[GenerateSerializer, Immutable, Alias("marquee.start-cancellation-result")]
public sealed record StartCancellationResult(
    [property: Id(0)] CloseShowOutcome Outcome,
    [property: Id(1)] ShowCancellationView? Cancellation);

/// <summary>Numbers are stored: append only.</summary>
public enum CancellationStatus : byte
{
    Running = 0,
    Paused = 1,

    /// <summary>Nothing more can be done by itself; what has failed waits for an admin.</summary>
    Done = 2,
}

/// <param name="Total">Bookings that had seats as the show was closed.</param>
/// <param name="Done">At their end: paid back, or without money to pay back.</param>
/// <param name="Refunding">Canceled, the money being on its way.</param>
/// <param name="Waiting">Not begun, or with a payment of which nobody knows yet how it ends.</param>
/// <param name="Failed">Canceled, the refund being stuck.</param>
/// <param name="Refunded">What is back.</param>
/// <param name="FinishedAt">Null until there is nothing more to do by itself.</param>
[GenerateSerializer, Immutable, Alias("marquee.show-cancellation-view")]
public sealed record ShowCancellationView(
    [property: Id(0)] ShowId Show,
    [property: Id(1)] CancellationStatus Status,
    [property: Id(2)] string Reason,
    [property: Id(3)] int Total,
    [property: Id(4)] int Done,
    [property: Id(5)] int Refunding,
    [property: Id(6)] int Waiting,
    [property: Id(7)] int Failed,
    [property: Id(8)] Money Refunded,
    [property: Id(9)] DateTimeOffset StartedAt,
    [property: Id(10)] DateTimeOffset? FinishedAt);
