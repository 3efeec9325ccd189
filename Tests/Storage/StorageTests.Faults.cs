using Orleans.Storage;
using Xunit;

namespace Marquee.Tests.Storage;

public abstract partial class StorageTests
{
    [Fact]
    public async Task A_row_that_the_database_refuses_fails_alone_and_its_neighbours_land()
    {
        await RefuseKeysLikeAsync("refused-%");
        var refused = GrainId.Create("tested", "refused-" + Guid.NewGuid());
        var impossible = GrainId.Create("tested", "nul-\0-" + Guid.NewGuid());
        var good = Enumerable.Range(0, 20).Select(_ => NewGrain()).ToArray();

        var writes = await TogetherAsync(
        [
            .. good[..10].Select(grain => Write(grain, Fresh(CounterState.Of(4).Raising(Key(grain), "landed")))),
            Write(refused, Fresh(CounterState.Of(4).Raising("refused", "never"))),
            Write(impossible, Fresh(CounterState.Of(4).Raising("refused", "never"))),
            .. good[10..].Select(grain => Write(grain, Fresh(CounterState.Of(4).Raising(Key(grain), "landed")))),
        ]);

        await AssertFailedAsync(writes[10]);
        await AssertFailedAsync(writes[11]);
        Assert.Equal(0, await Rows.CountAsync(Key(refused)));
        Assert.Empty(await Rows.EventsAsync("refused"));
        foreach (var grain in good)
        {
            Assert.Equal(4, await CountAsync(grain));
            Assert.Equal(["landed"], await Rows.EventsAsync(Key(grain)));
        }
    }

    [Fact]
    public async Task A_connection_that_dies_before_its_commit_fails_the_write_and_a_reload_can_go_on()
    {
        var grain = NewGrain();
        var state = await WriteAsync(grain, Fresh(CounterState.Of(1)));
        state.State = CounterState.Of(2).Raising(Key(grain), "lost");

        await using (await Rows.LockAsync(Key(grain)))
        {
            var write = WriteAsync(grain, state);
            await Rows.TerminateAsync(await Rows.WaitingForAsync(Key(grain)));
            await AssertFailedAsync(write);
        }

        var reloaded = await ReadAsync(grain);
        Assert.Equal(1, reloaded.State!.Count);
        reloaded.State = CounterState.Of(3).Raising(Key(grain), "kept");
        await WriteAsync(grain, reloaded);
        Assert.Equal(3, await CountAsync(grain));
        Assert.Equal(["kept"], await Rows.EventsAsync(Key(grain)));
    }

    [Fact]
    public async Task A_write_whose_answer_is_lost_fails_though_it_landed_and_cannot_be_repeated_blindly()
    {
        var grain = NewGrain();
        var state = await WriteAsync(grain, Fresh(CounterState.Of(1)));
        state.State = CounterState.Of(2).Raising(Key(grain), "once");

        Host.CutAnswerTo(Key(grain));
        await AssertFailedAsync(WriteAsync(grain, state));

        Assert.Equal("1", state.ETag);
        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(grain, state));
        var reloaded = await ReadAsync(grain);
        Assert.Equal((2, "2"), (reloaded.State!.Count, reloaded.ETag));
        Assert.Equal(["once"], await Rows.EventsAsync(Key(grain)));
    }

    private static async Task AssertFailedAsync(Task write)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => write.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.IsNotType<InconsistentStateException>(failure);
        Assert.IsNotType<TimeoutException>(failure);
    }

    private Task RefuseKeysLikeAsync(string pattern) => Rows.RunAsync(
        $"""
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused by a trigger'; END $$;
        CREATE TRIGGER refuse BEFORE INSERT ON {Rows.Table} FOR EACH ROW WHEN (NEW.{Rows.KeyColumn} LIKE '{pattern}') EXECUTE FUNCTION refuse();
        """);
}
