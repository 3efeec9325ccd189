using System.Collections.Immutable;
using Marquee.Movies;
using Marquee.Shows;
using Marquee.Storage;
using Marquee.Tests.Cluster;
using Marquee.Theaters;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;
using Orleans.TestingHost;
using Xunit;

namespace Marquee.Tests.Theaters;

/// <summary>One silo with movies, theaters and shows, and a clock that only ever moves on when a test says so.</summary>
public sealed class CatalogCluster : IAsyncLifetime
{
    private InProcessTestCluster? _cluster;

    internal ShiftedClock Clock { get; } = new();

    internal IGrainFactory Grains => _cluster!.Client;

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<TimeProvider>(Clock);
            silo.Services.AddSingleton<WaitingHolds>();
            silo.UseInMemoryReminderService();
            silo.AddMemoryGrainStorage(StorageNames.Hot, storage => storage.Configure<Serializer>(
                (options, serializer) => options.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer)));
            silo.AddMemoryGrainStorage(StorageNames.Cold);
        });
        _cluster = await ClusterStart.StartAsync(builder.Build);
    }

    public async Task DisposeAsync()
    {
        if (_cluster is not null) await _cluster.DisposeAsync();
    }

    internal IMovieGrain Movie(MovieId id) => Grains.GetGrain<IMovieGrain>(id.ToString());

    internal ITheaterGrain Theater(TheaterId id) => Grains.GetGrain<ITheaterGrain>(id.ToString());

    internal IShowGrain Show(ShowId id) => Grains.GetGrain<IShowGrain>(id.ToString());

    internal T NewId<T>() where T : struct, IId<T> => Ids.New<T>(Clock);

    /// <summary>Leaves a theater on disk as a silo that died would.</summary>
    internal async Task Leave(TheaterId id, TheaterState state)
    {
        var storage = _cluster!.Silos[0].ServiceProvider.GetRequiredKeyedService<IGrainStorage>(StorageNames.Hot);
        await storage.WriteStateAsync("theater", GrainId.Create("theater", id.ToString()), new GrainState<TheaterState>(state));
    }

    internal async Task<MovieId> SomeMovie(int minutes = 120)
    {
        var id = NewId<MovieId>();
        await Movie(id).Save(new SaveMovie(Catalog.Movie("Some Film") with { DurationMinutes = minutes }, Precondition.Upsert));
        return id;
    }

    internal async Task<(TheaterId Theater, ScreenId Screen)> SomeScreen()
    {
        var (theater, screen) = (NewId<TheaterId>(), NewId<ScreenId>());
        await Theater(theater).Save(new SaveTheater(Catalog.Details, Precondition.Upsert));
        await Theater(theater).SaveScreen(new SaveScreen(screen, "Screen 1", Catalog.Layout("1-5"), Precondition.Upsert));
        return (theater, screen);
    }

    internal ScheduleShow Command(MovieId movie, ScreenId screen, TimeSpan ahead) => new(
        NewId<ShowId>(), movie, screen, Clock.GetUtcNow() + ahead, "Hindi", "IMAX", new PriceList("INR", 20_000, null, null),
        ScheduleShow.DefaultCleaningMinutes, new ShowRules(), Fingerprint.Of(Guid.NewGuid().ToByteArray()));

    internal Task<HoldResult> Hold(ShowId show, params ImmutableArray<string> seats) =>
        Show(show).Hold(new HoldSeats(NewId<BookingId>(), NewId<UserId>(), seats, null));
}

/// <summary>The system's clock, ahead by as much as a test has let pass. Orleans' own timers go on as ever.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long _ahead;

    public TimeSpan Ahead => TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
}
