using Marquee.DeadLetters;
using Marquee.Silo.Postgres;
using Marquee.Silo.Postgres.Outbox;
using Npgsql;
using Orleans.Concurrency;

namespace Marquee.Silo.Inbox;

[GrainType("dead-letters"), StatelessWorker, Reentrant]
internal sealed class DeadLetterGrain(NpgsqlDataSource database, OutboxSignal signal, TimeProvider clock) : Grain, IDeadLetters
{
    public async Task<DeadLetterPage> List(int limit, string? after)
    {
        DeadLetterId id = default;
        if (!Keyset.TryReadTime(after, out var before, out var last) || (last is not null && !DeadLetterId.TryParse(last, out id))) return new DeadLetterPage([], null);
        var most = Keyset.Limit(limit);
        var found = await DeadLetterTable.ListAsync(database, before, last is null ? null : id, most + 1);
        return found.Count <= most
            ? new DeadLetterPage([.. found], null)
            : new DeadLetterPage([.. found[..most]], Keyset.OfTime(found[most - 1].Id, found[most - 1].FailedAt).ToString());
    }

    public async Task<bool> Replay(string id)
    {
        if (!DeadLetterId.TryParse(id, out var letter) || !await DeadLetterTable.ReplayAsync(database, letter, clock.GetUtcNow())) return false;
        signal.Notify(letter.Group);
        return true;
    }

    public async Task<bool> Discard(string id) => DeadLetterId.TryParse(id, out var letter) && await DeadLetterTable.DiscardAsync(database, letter);
}
