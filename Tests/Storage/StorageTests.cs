using Marquee.Storage;
using Orleans.Storage;
using Xunit;

namespace Marquee.Tests.Storage;

/// <summary>What a grain may rely on, whichever provider keeps its state.</summary>
public abstract partial class StorageTests(StorageFixture fixture)
{
    private const string State = "counter";

    protected StorageHost Host => fixture.Host;

    private protected StateTable Rows => fixture.Host.Rows;

    [Fact]
    public async Task A_state_is_read_back_as_it_was_written()
    {
        var grain = NewGrain();
        var written = await WriteAsync(grain, Fresh(CounterState.Of(7, "north")));

        var read = await ReadAsync(grain, silo: 1);

        Assert.True(read.RecordExists);
        Assert.Equal(CounterState.Of(7, "north"), read.State);
        Assert.Equal(written.ETag, read.ETag);
    }

    [Fact]
    public async Task Where_nothing_was_written_a_fresh_state_is_read()
    {
        var read = await ReadAsync(NewGrain());

        Assert.False(read.RecordExists);
        Assert.Null(read.ETag);
        Assert.Equal(new CounterState(), read.State);
    }

    [Fact]
    public async Task Grains_of_two_types_may_share_state_name_and_key()
    {
        var grain = NewGrain();
        var other = GrainId.Create("other", Key(grain));
        await WriteAsync(grain, Fresh(CounterState.Of(1)));
        await WriteAsync(other, Fresh(CounterState.Of(2)));

        Assert.Equal(1, await CountAsync(grain));
        Assert.Equal(2, await CountAsync(other));
    }

    [Fact]
    public async Task A_state_written_again_and_again_keeps_its_latest_value()
    {
        var grain = NewGrain();
        var state = Fresh(CounterState.Of(0));
        for (var count = 1; count <= 300; count++)
        {
            state.State = CounterState.Of(count);
            await WriteAsync(grain, state);
        }

        Assert.Equal("300", state.ETag);
        Assert.Equal(300, await CountAsync(grain));
    }

    [Fact]
    public async Task A_write_of_a_stale_version_is_refused_and_changes_nothing()
    {
        var grain = NewGrain();
        await WriteAsync(grain, Fresh(CounterState.Of(1)));
        var stale = await ReadAsync(grain);
        var current = await ReadAsync(grain);
        current.State = CounterState.Of(2);
        await WriteAsync(grain, current);

        stale.State = CounterState.Of(99);
        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(grain, stale));

        var read = await ReadAsync(grain);
        Assert.Equal((2, "2"), (read.State!.Count, read.ETag));
    }

    [Fact]
    public async Task A_write_of_a_row_that_is_gone_is_refused_and_does_not_bring_it_back()
    {
        var grain = NewGrain();
        var state = await WriteAsync(grain, Fresh(CounterState.Of(1)));
        await Host.Storage().ClearStateAsync(State, grain, await ReadAsync(grain));

        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(grain, state));

        Assert.Equal(0, await Rows.CountAsync(Key(grain)));
    }

    [Fact]
    public async Task A_cleared_state_is_gone_and_may_be_written_anew()
    {
        var grain = NewGrain();
        var state = await WriteAsync(grain, Fresh(CounterState.Of(5)));

        await Host.Storage().ClearStateAsync(State, grain, state);

        Assert.False(state.RecordExists);
        Assert.Equal(new CounterState(), state.State);
        Assert.Equal(0, await Rows.CountAsync(Key(grain)));
        state.State = CounterState.Of(6);
        await WriteAsync(grain, state);
        Assert.Equal(6, await CountAsync(grain));
    }

    [Fact]
    public async Task A_clear_of_a_stale_version_is_refused()
    {
        var grain = NewGrain();
        var state = await WriteAsync(grain, Fresh(CounterState.Of(1)));
        var stale = await ReadAsync(grain);
        await WriteAsync(grain, state);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Host.Storage().ClearStateAsync(State, grain, stale));

        Assert.True((await ReadAsync(grain)).RecordExists);
    }

    [Fact]
    public async Task Cold_state_is_read_back_as_it_was_written()
    {
        var grain = NewGrain();
        var cold = Host.Storage(name: StorageNames.Cold);
        await cold.WriteStateAsync(State, grain, Fresh(CounterState.Of(3)));

        var read = new GrainState<CounterState>();
        await Host.Storage(silo: 1, StorageNames.Cold).ReadStateAsync(State, grain, read);

        Assert.Equal(CounterState.Of(3), read.State);
    }

    protected static GrainState<CounterState> Fresh(CounterState state) => new(state);

    protected static GrainId NewGrain() => GrainId.Create("tested", Guid.NewGuid().ToString("N") + "-key");

    protected async Task<GrainState<CounterState>> WriteAsync(GrainId grain, GrainState<CounterState> state, int silo = 0)
    {
        await Host.Storage(silo).WriteStateAsync(State, grain, state);
        return state;
    }

    protected async Task<GrainState<CounterState>> ReadAsync(GrainId grain, int silo = 0)
    {
        var state = new GrainState<CounterState>();
        await Host.Storage(silo).ReadStateAsync(State, grain, state);
        return state;
    }

    protected async Task<int> CountAsync(GrainId grain) => (await ReadAsync(grain)).State!.Count;
}
