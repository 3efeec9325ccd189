using System.Text;
using Marquee.Api.Shows.Live;
using Marquee.Shows;
using Marquee.Theaters;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Marquee.Tests.Shows;

/// <summary>What an API process makes of what a show tells it: in order, out of order, twice, not at all.</summary>
public sealed class LiveShowTests
{
    private static readonly ShowId Id = Ids.New<ShowId>(TimeProvider.System);
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(10);
    private readonly FakeTimeProvider _clock = new();
    private readonly LiveShow _show;
    private WatchedSeats? _stored = Seats(5, SeatStatus.Free, SeatStatus.Free);
    private TaskCompletionSource _open = new();
    private int _loads;

    public LiveShowTests()
    {
        _open.SetResult();
        _show = new LiveShow(Id, async (_, _) =>
        {
            _loads++;
            var answer = _stored;
            await _open.Task;
            return answer;
        });
    }

    private SeatMapView? Shown => _show.Current(_clock.GetUtcNow(), Trust)?.View;

    [Fact]
    public async Task Changes_that_follow_on_one_another_need_no_load()
    {
        await _show.LoadAsync(_clock);
        Assert.True(_show.Apply(Change(5, 6, 0, SeatStatus.Held)));
        Assert.True(_show.Apply(Change(6, 7, 1, SeatStatus.Sold)));

        Assert.Equal((7, "Held Sold"), (Shown!.Version, string.Join(' ', Shown.Status)));
        Assert.Equal(1, _loads);
    }

    [Fact]
    public async Task A_change_that_is_told_twice_or_late_changes_nothing()
    {
        await _show.LoadAsync(_clock);
        _show.Apply(Change(5, 6, 0, SeatStatus.Held));
        Assert.True(_show.Apply(Change(5, 6, 0, SeatStatus.Held)));
        Assert.True(_show.Apply(Change(4, 5, 0, SeatStatus.Sold)));

        Assert.Equal((6, SeatStatus.Held), (Shown!.Version, Shown.Status[0]));
    }

    [Fact]
    public async Task After_a_gap_nothing_is_shown_before_the_map_is_loaded_anew()
    {
        await _show.LoadAsync(_clock);
        Assert.False(_show.Apply(Change(6, 7, 1, SeatStatus.Sold)));
        Assert.Null(Shown);
        // Nor is the next one taken for what follows on a map with a hole in it.
        Assert.False(_show.Apply(Change(5, 8, 1, SeatStatus.Sold)));

        _stored = Seats(8, SeatStatus.Held, SeatStatus.Sold);
        await _show.LoadAsync(_clock);
        Assert.Equal((8, SeatStatus.Held), (Shown!.Version, Shown.Status[0]));
    }

    [Fact]
    public async Task What_is_told_while_the_map_is_on_its_way_is_not_lost()
    {
        _open = new TaskCompletionSource();
        var loading = _show.LoadAsync(_clock);
        while (Volatile.Read(ref _loads) == 0) await Task.Yield();
        _show.Apply(Change(4, 5, 0, SeatStatus.Free));
        _show.Apply(Change(5, 6, 1, SeatStatus.Held));
        _open.SetResult();

        Assert.Equal((6, SeatStatus.Held), ((await loading)!.View.Version, Shown!.Status[1]));
        Assert.Equal(1, _loads);
    }

    [Fact]
    public async Task A_load_that_began_before_a_doubt_does_not_clear_it()
    {
        _open = new TaskCompletionSource();
        var first = _show.LoadAsync(_clock);
        while (Volatile.Read(ref _loads) == 0) await Task.Yield();
        _stored = Seats(6, SeatStatus.Held, SeatStatus.Free);
        _show.Doubt();
        var second = _show.LoadAsync(_clock);
        _open.SetResult();

        await first;
        Assert.Equal(6, (await second)!.View.Version);
        Assert.Equal((6, 2), (Shown!.Version, _loads));
    }

    [Fact]
    public async Task A_map_is_shown_until_its_hold_ends_by_the_clock_and_as_long_as_it_is_confirmed()
    {
        _stored = Seats(5, SeatStatus.Held, SeatStatus.Free) with { FreesAt = _clock.GetUtcNow().AddSeconds(3) };
        await _show.LoadAsync(_clock);
        _clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.NotNull(Shown);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Null(Shown);

        _stored = Seats(6, SeatStatus.Free, SeatStatus.Free);
        await _show.LoadAsync(_clock);
        _clock.Advance(Trust - TimeSpan.FromTicks(1));
        Assert.NotNull(Shown);
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null(Shown);
    }

    [Fact]
    public async Task Many_who_ask_at_once_cost_one_call_and_a_failure_is_not_kept()
    {
        _open = new TaskCompletionSource();
        var asked = Enumerable.Range(0, 50).Select(_ => _show.LoadAsync(_clock)).ToArray();
        _open.SetException(new TimeoutException());
        foreach (var one in asked) await Assert.ThrowsAsync<TimeoutException>(() => one);
        Assert.InRange(_loads, 1, asked.Length);

        (_open, _loads) = (new TaskCompletionSource(), 0);
        asked = [.. Enumerable.Range(0, 50).Select(_ => _show.LoadAsync(_clock))];
        _open.SetResult();
        Assert.All(await Task.WhenAll(asked), map => Assert.Equal(5, map!.View.Version));
        Assert.Equal(1, _loads);
    }

    [Fact]
    public async Task A_stream_is_sent_the_map_once_and_then_every_change_in_order()
    {
        await _show.LoadAsync(_clock);
        var (events, version, next) = _show.After(null);
        Assert.StartsWith("event: snapshot\nid: 5\ndata: {", Text(events));
        Assert.Equal(5, version);
        Assert.Empty(_show.After(5).Events);
        Assert.False(next.IsCompleted);

        _show.Apply(Change(5, 6, 0, SeatStatus.Held));
        _show.Apply(Change(6, 7, 0, SeatStatus.Free));
        await next;
        Assert.Equal(
            "event: change\nid: 6\ndata: {\"version\":6,\"seats\":{\"A1\":\"held\"}}\n\nevent: change\nid: 7\ndata: {\"version\":7,\"seats\":{\"A1\":\"free\"}}\n\n",
            Text(_show.After(5).Events));
        Assert.StartsWith("event: change\nid: 7", Text(_show.After(6).Events));
        // What was missed is made up for by what the map that was loaded is different in.
        _show.Apply(Change(9, 10, 1, SeatStatus.Held));
        _stored = Seats(10, SeatStatus.Sold, SeatStatus.Held);
        await _show.LoadAsync(_clock);
        Assert.EndsWith("event: change\nid: 10\ndata: {\"version\":10,\"seats\":{\"A1\":\"sold\",\"A2\":\"held\"}}\n\n", Text(_show.After(6).Events));
    }

    [Fact]
    public async Task Who_is_too_far_behind_or_ahead_is_sent_the_whole_map()
    {
        await _show.LoadAsync(_clock);
        for (var version = 5; version < 400; version++) _show.Apply(Change(version, version + 1, 0, version % 2 == 0 ? SeatStatus.Free : SeatStatus.Held));

        Assert.StartsWith("event: snapshot\nid: 400", Text(_show.After(5).Events));
        Assert.StartsWith("event: snapshot\nid: 400", Text(_show.After(9_999).Events));
        Assert.Equal(100, _show.After(300).Events.Count);
    }

    private static string Text(IEnumerable<ReadOnlyMemory<byte>> events) => string.Concat(events.Select(told => Encoding.UTF8.GetString(told.Span)));

    private static SeatChange Change(long after, long version, int seat, SeatStatus status) => new(Id, after, version, [seat], [status], null);

    private static WatchedSeats Seats(long version, params SeatStatus[] status) => new(
        version, new SeatPlanView([new PlannedSeat("A", "A1", SeatCategory.Silver, SeatKind.Standard, 0), new PlannedSeat("A", "A2", SeatCategory.Silver, SeatKind.Standard, 1)]),
        [.. status], null);
}
