using System.Collections.Immutable;
using Orleans.Concurrency;
using Marquee.Theaters;

namespace Marquee.Shows;

/// <summary>
/// Is told what happens to the seats of the shows that it watches. Nothing is sent twice: who misses a change sees it in the versions of the
/// next one, and asks for the map anew.
/// </summary>
[Alias("marquee.seat-watcher")]
public interface ISeatWatcher : IGrainObserver
{
    /// <summary>Seats have changed hands, and that is on disk.</summary>
    [Alias("changed"), OneWay] Task Changed(SeatChange change);

    /// <summary>The show has forgotten who watches it; who still wants to must ask again.</summary>
    [Alias("forgotten"), OneWay] Task Forgotten(ShowId show);
}

/// <summary>What is different from one seat map to the next.</summary>
/// <param name="After">The version of the map that it changes.</param>
/// <param name="Version">The version of the map with the change; the same version is the same map.</param>
/// <param name="Seats">Where they stand in <see cref="SeatPlanView.Seats"/>.</param>
/// <param name="Status">What each of <paramref name="Seats"/> is now.</param>
/// <param name="FreesAt">As in <see cref="SeatMapView"/>.</param>
[GenerateSerializer, Immutable, Alias("marquee.seat-change")]
public sealed record SeatChange(
    [property: Id(0)] ShowId Show,
    [property: Id(1)] long After,
    [property: Id(2)] long Version,
    [property: Id(3)] ImmutableArray<int> Seats,
    [property: Id(4)] ImmutableArray<SeatStatus> Status,
    [property: Id(5)] DateTimeOffset? FreesAt);

/// <summary>The seats of a show that is watched from now on. A plan never changes, so who has it is not sent it again.</summary>
/// <param name="Plan">Null for who said to have it.</param>
[GenerateSerializer, Immutable, Alias("marquee.watched-seats")]
public sealed record WatchedSeats(
    [property: Id(0)] long Version,
    [property: Id(1)] SeatPlanView? Plan,
    [property: Id(2)] ImmutableArray<SeatStatus> Status,
    [property: Id(3)] DateTimeOffset? FreesAt);
