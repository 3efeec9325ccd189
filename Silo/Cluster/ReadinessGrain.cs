using Marquee.Cluster;
using Npgsql;
using Orleans.Concurrency;

namespace Marquee.Silo.Cluster;

[GrainType("readiness"), StatelessWorker]
internal sealed class ReadinessGrain(NpgsqlDataSource database) : Grain, IReadinessGrain
{
    public async Task Check()
    {
        await using var command = database.CreateCommand("SELECT 1");
        await command.ExecuteScalarAsync();
    }
}
