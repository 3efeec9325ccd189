using Orleans.Storage;
using Xunit;

namespace Marquee.Tests.Storage;

public abstract partial class StorageTests
{
    [Fact]
    public async Task Of_many_first_writes_at_once_exactly_one_lands_and_one_row_is_left()
    {
        for (var round = 0; round < 20; round++)
        {
            var grain = NewGrain();

            Assert.Equal(1, await RaceAsync(Host, grain));
            Assert.Equal(1, await Rows.CountAsync(Key(grain)));
        }
    }

    [Fact]
    public async Task Without_its_unique_key_the_table_would_take_several_first_writes()
    {
        await using var unguarded = await fixture.StartAnotherAsync();
        await unguarded.Rows.RunAsync($"ALTER TABLE {Rows.Table} DROP CONSTRAINT {Rows.UniqueConstraint}");
        var grain = NewGrain();

        Assert.NotEqual(1, await RaceAsync(unguarded, grain));
        Assert.NotEqual(1, await unguarded.Rows.CountAsync(Key(grain)));
    }

    [Fact]
    public async Task Of_many_writes_of_one_version_exactly_one_lands()
    {
        var grain = NewGrain();
        await WriteAsync(grain, Fresh(CounterState.Of(1)));

        Assert.Equal(1, await RaceAsync(Host, grain, etag: "1"));
        Assert.Equal("2", (await ReadAsync(grain)).ETag);
    }

    [Fact]
    public async Task A_conflict_fails_alone_and_its_neighbours_land()
    {
        var stale = NewGrain();
        var taken = NewGrain();
        await Task.WhenAll(WriteAsync(stale, Fresh(CounterState.Of(1))), WriteAsync(taken, Fresh(CounterState.Of(1))));
        var good = Enumerable.Range(0, 30).Select(_ => NewGrain()).ToArray();

        var writes = await TogetherAsync(
        [
            Write(stale, new GrainState<CounterState>(CounterState.Of(9), "7")),
            .. good.Select(grain => Write(grain, Fresh(CounterState.Of(2)))),
            Write(taken, Fresh(CounterState.Of(9))),
        ]);

        await Assert.ThrowsAsync<InconsistentStateException>(() => writes[0]);
        await Assert.ThrowsAsync<InconsistentStateException>(() => writes[^1]);
        await Task.WhenAll(writes[1..^1]);
        foreach (var grain in good) Assert.Equal(2, await CountAsync(grain));
        Assert.Equal(1, await CountAsync(stale));
        Assert.Equal(1, await CountAsync(taken));
    }

    /// <summary>Sixteen writers on two silos, all from the same version. How many of them landed.</summary>
    private static async Task<int> RaceAsync(StorageHost host, GrainId grain, string? etag = null)
    {
        var writers = Enumerable.Range(0, 16).Select(async writer =>
        {
            var state = CounterState.Of(writer, $"writer-{writer}").Raising(grain.ToString(), $"written-by-{writer}");
            try
            {
                await host.Storage(writer % 2).WriteStateAsync(State, grain, new GrainState<CounterState>(state, etag));
                return 1;
            }
            catch (InconsistentStateException)
            {
                return 0;
            }
        });
        return (await Task.WhenAll(writers)).Sum();
    }

    /// <summary>Lets writes pile up behind one that waits, so that a batching storage has to send them together. All have ended.</summary>
    private protected async Task<Task[]> TogetherAsync(IEnumerable<Func<Task>> writes)
    {
        var blocker = NewGrain();
        var state = await WriteAsync(blocker, Fresh(CounterState.Of(0)));
        Task busy;
        Task[] queued;
        await using (await Rows.LockAsync(Key(blocker)))
        {
            busy = WriteAsync(blocker, state);
            await Rows.WaitingForAsync(Key(blocker));
            queued = [.. writes.Select(write => write())];
        }

        await busy;
        await Task.WhenAll(queued).ContinueWith(static _ => { }, TaskScheduler.Default);
        return queued;
    }

    private protected Func<Task> Write(GrainId grain, GrainState<CounterState> state) => () => WriteAsync(grain, state);

    private protected static string Key(GrainId grain) => grain.Key.ToString()!;
}
