using Marquee.Silo.Postgres.Schema;
using Npgsql;

namespace Marquee.Silo.Hosting;

/// <summary>Brings the database to this release before anybody works with it, waiting for a server that is still starting.</summary>
public static class DatabaseStart
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <param name="migratorConnectionString">A role that may define tables.</param>
    /// <exception cref="NpgsqlException">The server did not answer for a minute.</exception>
    public static async Task MigrateAsync(string migratorConnectionString, TimeProvider clock, CancellationToken cancellation)
    {
        await using var database = NpgsqlDataSource.Create(migratorConnectionString);
        var started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await new SchemaMigrator().MigrateAsync(database, cancellation);
                return;
            }
            catch (NpgsqlException failure) when (failure.IsTransient && clock.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(Pause, clock, cancellation);
            }
        }
    }
}
