using Marquee.ReadModels;
using Marquee.Silo.Postgres.Outbox;
using Npgsql;

namespace Marquee.Silo.ReadModels;

[GrainType("read-model-rebuild")]
internal sealed class ReadModelRebuildGrain(NpgsqlDataSource database, ReadModelRebuild rebuild, OutboxSignal signal, TimeProvider clock) : Grain, IReadModelRebuildGrain
{
    public async Task<RebuildView> Begin()
    {
        await RebuildTable.BeginAsync(database, Ids.New<JobId>(clock), rebuild.FirstStep, clock.GetUtcNow());
        signal.Notify(RebuildWorker.Signal);
        return (await Get())!;
    }

    public async Task<RebuildView?> Get() => (await RebuildTable.LastAsync(database))?.View;
}
