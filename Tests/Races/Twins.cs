using System.Collections.Immutable;
using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Shows;
using Marquee.Silo.Hosting;
using Marquee.Silo.Postgres;
using Marquee.Silo.Postgres.Schema;
using Marquee.Storage;
using Marquee.Tests.Postgres;
using Marquee.Tests.Theaters;
using Marquee.Wallets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Runtime;
using Orleans.Storage;
using Orleans.TestingHost;
using Xunit;

namespace Marquee.Tests.Races;

/// <summary>
/// Two clusters of one silo on one database, and neither knows of the other: every grain can be active in both at once, as it can be for
/// a moment in one cluster whose silos disagree on who is alive.
/// </summary>
public sealed class Twins(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly List<InProcessTestCluster> _clusters = [];
    private NpgsqlDataSource? _database;

    internal ShiftedClock Clock { get; } = new();

    internal Fence Fence { get; } = new();

    public async Task InitializeAsync()
    {
        var connectionString = (await postgres.CreateDatabaseAsync()).ConnectionString;
        _database = NpgsqlDataSource.Create(connectionString);
        await new SchemaMigrator().MigrateAsync(_database, CancellationToken.None);
        _clusters.AddRange([Build(connectionString), Build(connectionString)]);
        await Task.WhenAll(_clusters.Select(cluster => cluster.DeployAsync()));
    }

    public async Task DisposeAsync()
    {
        foreach (var cluster in _clusters) await cluster.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }

    internal IShowGrain Show(ShowId id, int twin) => _clusters[twin].Client.GetGrain<IShowGrain>(id.ToString());

    internal IBookingGrain Booking(BookingId id, int twin) => _clusters[twin].Client.GetGrain<IBookingGrain>(id.ToString());

    internal IPaymentGrain Payment(PaymentId id, int twin) => _clusters[twin].Client.GetGrain<IPaymentGrain>(id.ToString());

    internal IWalletGrain Wallet(UserId id, int twin) => _clusters[twin].Client.GetGrain<IWalletGrain>(id.ToString());

    internal T NewId<T>() where T : struct, IId<T> => Ids.New<T>(Clock);

    /// <summary>A show that is active in both, and that both have read. All its seats are free.</summary>
    /// <param name="written">True where its seats have a row already.</param>
    internal async Task<ShowId> OpenShowAsync(bool fenced, bool written, params ImmutableArray<string> rows)
    {
        var show = NewId<ShowId>();
        if (!fenced) Fence.Remove(show.ToString());
        var start = Clock.GetUtcNow().AddHours(2);
        await Show(show, 0).Open(new OpenShow(
            NewId<MovieId>(), NewId<TheaterId>(), NewId<ScreenId>(), 1, Catalog.Layout(rows), start, start.AddHours(2), "Asia/Kolkata", "Hindi", null,
            new SeatPrices("INR", 20_000, 30_000, 40_000), new ShowRules()));
        if (written)
        {
            await Show(show, 0).Block(new BlockSeats(["A1"], "test"));
            await Show(show, 0).Unblock(new BlockSeats(["A1"], "test"));
        }

        await MapAsync(show, 1);
        return show;
    }

    internal async Task<List<SeenSeat>> MapAsync(ShowId show, int twin) => SeenSeat.Of((await Show(show, twin).Seats())!);

    internal Task<HoldResult> HoldAsync(ShowId show, int twin, BookingId booking, params ImmutableArray<string> seats) =>
        Show(show, twin).Hold(new HoldSeats(booking, NewId<UserId>(), seats, null));

    /// <summary>The names of the reminders that the grain of that key has.</summary>
    internal async Task<List<string>> RemindersOfAsync(string key)
    {
        await using var command = _database!.CreateCommand("SELECT name FROM orleans_reminder WHERE grain_id LIKE '%' || $1");
        command.Parameters.AddWithValue(key);
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync()) names.Add(reader.GetString(0));
        return names;
    }

    /// <summary>What is on disk: no activation is left to remember anything else.</summary>
    internal Task ForgetAsync() => Task.WhenAll(_clusters.Select(cluster =>
        cluster.Client.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero)));

    /// <summary>The answer, or null where the call failed because the state is unknown; any other failure is one of the test.</summary>
    internal static async Task<T?> TryAsync<T>(Func<Task<T>> ask) where T : class
    {
        try
        {
            return await ask();
        }
        catch (Exception failure) when (failure is InconsistentStateException or StateUnknownException)
        {
            return null;
        }
    }

    /// <summary>Repeats a request unchanged until it has an answer, as whoever got none does.</summary>
    internal static async Task<T> InsistAsync<T>(Func<Task<T>> ask) where T : class
    {
        for (var tries = 0; tries < 200; tries++)
            if (await TryAsync(ask) is { } answer) return answer;
        throw new TimeoutException("There was never an answer.");
    }

    /// <summary>The same of requests that answer nothing.</summary>
    internal static Task TryAsync(Func<Task> ask) => TryAsync(() => DoneAsync(ask));

    internal static Task InsistAsync(Func<Task> ask) => InsistAsync(() => DoneAsync(ask));

    private static async Task<string> DoneAsync(Func<Task> ask)
    {
        await ask();
        return "done";
    }

    private InProcessTestCluster Build(string connectionString)
    {
        var builder = new InProcessTestClusterBuilder(1);
        // They share their reminders.
        builder.Options.ServiceId = "twins";
        // Nobody answers there: whoever pays here pays from a wallet.
        builder.ConfigureSiloHost((_, host) => host.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Payments:Sandbox:BaseAddress"] = "http://127.0.0.1:9",
            ["Payments:Sandbox:ApiKey"] = "key",
            ["Payments:Webhooks:Secrets:0"] = "secret",
        }));
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<TimeProvider>(Clock);
            silo.AddMarqueeReminders(connectionString);
            silo.AddMarquee(connectionString);
            Fence.PutUp(silo.Services);
        });
        return builder.Build();
    }
}
