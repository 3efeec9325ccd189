using Marquee.Silo.Postgres;
using Marquee.Silo.Postgres.Schema;
using Marquee.Silo.Postgres.Storage;
using Marquee.Silo.Users;
using Marquee.Storage;
using Marquee.Tests.Cluster;
using Marquee.Tests.Postgres;
using Marquee.Tests.Theaters;
using Marquee.Users;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Runtime;
using Orleans.Storage;
using Orleans.TestingHost;
using Xunit;

namespace Marquee.Tests.Users;

/// <summary>Two silos with accounts and wallets on a database of their own, cheap hashes, and a clock that tests move on.</summary>
public sealed class AccountsCluster(PostgresFixture postgres) : IAsyncLifetime
{
    public const string Password = "correct horse battery";
    private InProcessTestCluster? _cluster;

    internal ShiftedClock Clock { get; } = new();

    internal IGrainFactory Grains => _cluster!.Client;

    public async Task InitializeAsync()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var migrator = NpgsqlDataSource.Create(database.ConnectionString))
            await new SchemaMigrator().MigrateAsync(migrator, CancellationToken.None);
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Accounts:HashMemoryKiB"] = "64", ["Accounts:HashIterations"] = "1", ["Accounts:MostSessions"] = "3" })
            .Build();
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<TimeProvider>(Clock);
            silo.Services.AddAccounts(settings);
            silo.UseInMemoryReminderService();
            silo.AddMarqueeStorage(database.ConnectionString, new StorageOptions());
        });
        _cluster = await ClusterStart.StartAsync(builder.Build);
    }

    public async Task DisposeAsync()
    {
        if (_cluster is not null) await _cluster.DisposeAsync();
    }

    internal IUserGrain User(UserId id) => Grains.GetGrain<IUserGrain>(id.ToString());

    internal IEmailAddressGrain Address(EmailAddress email) => Grains.GetGrain<IEmailAddressGrain>(email.Key);

    internal ISessionGrain Session(RefreshToken token) => Grains.GetGrain<ISessionGrain>(token.Session.ToString());

    internal Task<SignInResult> SignIn(EmailAddress email, string password = Password, string network = "192.0.2.1") =>
        Grains.GetGrain<ISignInGrain>(SignInKey.Of(email, new(network))).SignIn(new SignIn(email, password, new(network)));

    internal Task<RegisterResult> Register(RegisterUser command, string key) => User(RegisterUser.IdOf(key, command.Email)).Register(command);

    internal async Task<UserView> SomeUser()
    {
        var command = Registration();
        return (await Register(command, NewKey())).User!;
    }

    internal static EmailAddress NewEmail() => EmailAddress.Parse($"{Guid.NewGuid():N}@example.test");

    internal static string NewKey() => Guid.NewGuid().ToString("N");

    /// <summary>A network of its own, so that nobody else's failures count.</summary>
    internal static string NewNetwork() => $"network-{Guid.NewGuid():N}";

    internal static RegisterUser Registration(EmailAddress? email = null, string password = Password) =>
        new(email ?? NewEmail(), password, "Somebody", "+91 22 1234 5678", Fingerprint.Of("somebody"u8));

    /// <summary>Takes the grain out of memory: what is left of it is on disk.</summary>
    internal Task Forget(IAddressable grain) => _cluster!.DeactivateAsync(grain);

    /// <summary>What is on disk of a grain, read past the grain.</summary>
    internal async Task<T> OnDisk<T>(IAddressable grain, string state) where T : new() => (await Read<T>(grain, state)).State!;

    /// <summary>Changes what is on disk of a grain that is not in memory.</summary>
    internal async Task Replace<T>(IAddressable grain, string state, Func<T, T> change) where T : new()
    {
        var row = await Read<T>(grain, state);
        row.State = change(row.State!);
        await Cold.WriteStateAsync(state, grain.GetGrainId(), row);
    }

    private IGrainStorage Cold => _cluster!.Silos[0].ServiceProvider.GetRequiredKeyedService<IGrainStorage>(StorageNames.Cold);

    private async Task<GrainState<T>> Read<T>(IAddressable grain, string state) where T : new()
    {
        var row = new GrainState<T>(new T());
        await Cold.ReadStateAsync(state, grain.GetGrainId(), row);
        return row;
    }
}
