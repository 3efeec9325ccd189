using System.ComponentModel.DataAnnotations;
using Marquee.Silo.Postgres.Outbox;
using Marquee.Silo.Postgres.Storage;
using Marquee.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Marquee.Silo.Postgres;

/// <summary>Puts a silo on PostgreSQL. The schema must be there: <see cref="Schema.SchemaMigrator"/>.</summary>
public static class PostgresSiloExtensions
{
    private const string Invariant = "Npgsql";
    private const string AdoNet = "adonet";

    /// <summary>
    /// Registers <see cref="StorageNames.Hot"/> and <see cref="StorageNames.Cold"/>, <see cref="OutboxSignal"/> and, where there is none
    /// yet, the <see cref="NpgsqlDataSource"/> of the application.
    /// </summary>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public static ISiloBuilder AddMarqueeStorage(this ISiloBuilder silo, string appConnectionString, StorageOptions options)
    {
        Validator.ValidateObject(options.Hot, new ValidationContext(options.Hot), validateAllProperties: true);

        silo.Services.AddAppDatabase(appConnectionString);
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.Services.TryAddSingleton<OutboxSignal>();

        silo.AddAdoNetGrainStorage(AdoNet, rows => rows.Configure<NpgsqlDataSource>((adoNet, database) =>
        {
            adoNet.Invariant = Invariant;
            adoNet.DataSource = database;
            adoNet.GrainStorageSerializer = new SnapshotSerializer();
            adoNet.DeleteStateOnClear = true;
        }));
        silo.Services.AddGrainStorage(StorageNames.Cold, AdoNetStorage);
        if (options.Provider == StorageProvider.AdoNet) silo.Services.AddGrainStorage(StorageNames.Hot, AdoNetStorage);
        else silo.Services.AddBatchedStorage(options.Hot);
        return silo;
    }

    /// <summary>Membership and reminders of a real cluster, in the same database.</summary>
    public static ISiloBuilder AddMarqueeClustering(this ISiloBuilder silo, string appConnectionString)
    {
        silo.Services.AddAppDatabase(appConnectionString);
        silo.UseAdoNetClustering((OptionsBuilder<AdoNetClusteringSiloOptions> table) => table.Configure<NpgsqlDataSource>((adoNet, database) =>
        {
            adoNet.Invariant = Invariant;
            adoNet.DataSource = database;
        }));
        return silo.AddMarqueeReminders(appConnectionString);
    }

    /// <summary>Reminders alone, for a silo that has no others to find.</summary>
    public static ISiloBuilder AddMarqueeReminders(this ISiloBuilder silo, string appConnectionString)
    {
        silo.Services.AddAppDatabase(appConnectionString);
        return silo.UseAdoNetReminderService((OptionsBuilder<AdoNetReminderTableOptions> table) => table.Configure<NpgsqlDataSource>((adoNet, database) =>
        {
            adoNet.Invariant = Invariant;
            adoNet.DataSource = database;
        }));
    }

    private static void AddBatchedStorage(this IServiceCollection services, HotStorageOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<HotStorageMetrics>();
        services.AddSingleton<BatchWriter>();
        services.AddSingleton(provider => new StateRows(provider.GetRequiredService<NpgsqlDataSource>(), options.CommandTimeout));
        services.AddGrainStorage(StorageNames.Hot, (provider, _) => ActivatorUtilities.CreateInstance<BatchedGrainStorage>(provider));
    }

    private static IGrainStorage AdoNetStorage(IServiceProvider services, string name) => new AdoNetStateStorage(
        services.GetRequiredKeyedService<IGrainStorage>(AdoNet),
        services.GetRequiredService<Serializer>(),
        services.GetRequiredService<IActivatorProvider>(),
        services.GetRequiredService<OutboxSignal>());
}
