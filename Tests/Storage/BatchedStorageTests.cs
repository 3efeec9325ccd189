using Marquee.Silo.Postgres.Storage;
using Xunit;

namespace Marquee.Tests.Storage;

[Collection("postgres")]
public sealed class BatchedStorageTests(BatchedFixture fixture) : StorageTests(fixture), IClassFixture<BatchedFixture>
{
    [Fact]
    public async Task Writes_that_arrive_while_a_batch_is_in_flight_share_one_transaction()
    {
        var grains = Enumerable.Range(0, 50).Select(_ => NewGrain()).ToArray();

        var writes = await TogetherAsync(grains.Select(grain => Write(grain, Fresh(CounterState.Of(1)))));

        Assert.All(writes, write => Assert.True(write.IsCompletedSuccessfully));
        var keys = string.Join(',', grains.Select(grain => $"'{Key(grain)}'"));
        Assert.Equal(1, await Rows.ScalarAsync<long>($"SELECT count(DISTINCT xmin::text) FROM grain_state WHERE grain_key IN ({keys})"));
    }

    [Fact]
    public async Task A_connection_that_dies_before_its_commit_fails_every_caller_of_the_batch_and_nothing_lands()
    {
        var grains = Enumerable.Range(0, 6).Select(_ => NewGrain()).ToArray();
        await Task.WhenAll(grains.Select(grain => WriteAsync(grain, Fresh(CounterState.Of(1).Raising(grain.ToString(), "one")))));
        var states = await Task.WhenAll(grains.Select(grain => ReadAsync(grain)));
        foreach (var state in states) state.State = CounterState.Of(2).Raising("lost", "two");

        Task[] writes;
        await using (await Rows.LockAsync(Key(grains[3])))
        {
            var together = TogetherAsync(grains.Zip(states, Write));
            var backend = await Rows.WaitingForAsync(Key(grains[3]));
            await Rows.TerminateAsync(backend);
            writes = await together;
        }

        foreach (var write in writes)
            Assert.True((await Assert.ThrowsAsync<StorageWriteException>(() => write)).MayHaveLanded);
        foreach (var grain in grains)
            Assert.Equal(1, await CountAsync(grain));
        Assert.Empty(await Rows.EventsAsync("lost"));
    }

    [Fact]
    public async Task An_archive_that_is_not_new_is_not_written_again()
    {
        var grain = NewGrain();
        var archive = Bytes(40_000);
        var shelf = new GrainState<ShelfState>(new ShelfState { Archive = archive, ArchiveIsNew = true });
        await SaveAsync(grain, shelf);
        var values = await ValuesAsync();

        for (var count = 1; count < 20; count++)
        {
            shelf.State = new ShelfState { Count = count, Archive = archive };
            await SaveAsync(grain, shelf);
        }

        // A value that was written anew would have another number.
        Assert.Equal(values, await ValuesAsync());
        shelf.State = shelf.State! with { ArchiveIsNew = true };
        await SaveAsync(grain, shelf);
        Assert.NotEqual(values, await ValuesAsync());

        async Task<string> ValuesAsync()
        {
            var apart = await Rows.ScalarAsync<string>("SELECT reltoastrelid::regclass::text FROM pg_class WHERE relname = 'grain_state'");
            return await Rows.ScalarAsync<string>($"SELECT string_agg(DISTINCT chunk_id::text, ',') FROM {apart}");
        }
    }
}
