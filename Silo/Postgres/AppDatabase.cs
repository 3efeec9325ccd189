using System.Data.Common;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Marquee.Silo.Postgres;

/// <summary>The one pool of connections that a silo works with.</summary>
internal static class AppDatabase
{
    /// <summary>Registers <see cref="NpgsqlDataSource"/> where there is none yet.</summary>
    public static void AddAppDatabase(this IServiceCollection services, string connectionString) =>
        services.TryAddSingleton(provider => new NpgsqlDataSourceBuilder(Prepared(connectionString))
            .UseLoggerFactory(provider.GetService<ILoggerFactory>())
            .Build());

    /// <summary>Few statements run very often, so they are prepared unless the connection string speaks of it, as for a pooler it must.</summary>
    private static string Prepared(string connectionString)
    {
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        if (given.ContainsKey("Max Auto Prepare") || given.ContainsKey("MaxAutoPrepare")) return connectionString;
        return new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 32, AutoPrepareMinUsages = 2 }.ConnectionString;
    }
}
