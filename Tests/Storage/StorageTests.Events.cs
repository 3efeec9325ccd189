using Marquee.Silo.Postgres.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marquee.Tests.Storage;

public abstract partial class StorageTests
{
    [Fact]
    public async Task Events_of_an_aggregate_land_in_the_order_they_were_raised()
    {
        var grain = NewGrain();
        var state = Fresh(CounterState.Of(1).Raising(Key(grain), "opened", "priced"));
        await WriteAsync(grain, state);
        state.State = CounterState.Of(2);
        await WriteAsync(grain, state);
        state.State = CounterState.Of(3).Raising(Key(grain), "sold");
        await WriteAsync(grain, state);

        Assert.Equal(["opened", "priced", "sold"], await Rows.EventsAsync(Key(grain)));
    }

    [Fact]
    public async Task An_event_arrives_as_it_was_raised()
    {
        var grain = NewGrain();
        var raised = CounterState.Event(Key(grain), "told", """{"title": "Zwölf \"Uhr\"", "seats": [1, 2]}""");

        await WriteAsync(grain, Fresh(CounterState.Of(1) with { Raised = [raised] }));

        Assert.Equal(
            $"{raised.Id}|tests|told|{Key(grain)}|1970-01-01|Zwölf \"Uhr\"|2",
            await Rows.ScalarAsync<string>(
                $"""
                SELECT concat_ws('|', id, topic, type, aggregate, (occurred_at AT TIME ZONE 'UTC')::date, payload ->> 'title', payload #>> '{"{seats,1}"}')
                FROM outbox WHERE id = '{raised.Id}'
                """));
    }

    [Fact]
    public async Task Only_the_winner_of_a_race_leaves_its_events()
    {
        var grain = NewGrain();
        await RaceAsync(Host, grain);
        await RaceAsync(Host, grain, etag: "1");

        var winner = (await ReadAsync(grain)).State!.Writer!;
        var events = await Rows.EventsAsync(grain.ToString());
        Assert.Equal(2, events.Length);
        Assert.Equal("written-by-" + winner["writer-".Length..], events[^1]);
    }

    [Fact]
    public async Task Events_are_no_part_of_the_state_on_disk()
    {
        var quiet = NewGrain();
        var loud = NewGrain();
        await WriteAsync(quiet, Fresh(CounterState.Of(1)));
        await WriteAsync(loud, Fresh(CounterState.Of(1).Raising("loud", "heard")));

        Assert.Equal(await Rows.PayloadAsync(Key(quiet)), await Rows.PayloadAsync(Key(loud)));
        Assert.Empty((await ReadAsync(loud)).State!.Raised);
    }

    [Fact]
    public async Task A_state_whose_event_is_not_json_does_not_land_either()
    {
        var grain = NewGrain();
        var state = CounterState.Of(1) with { Raised = [CounterState.Event("garbled", "garbled", "{not json")] };

        await AssertFailedAsync(WriteAsync(grain, Fresh(state)));

        Assert.Equal(0, await Rows.CountAsync(Key(grain)));
        Assert.Empty(await Rows.EventsAsync("garbled"));
    }

    [Fact]
    public async Task The_relay_is_woken_once_events_are_committed()
    {
        var grain = NewGrain();
        var topic = "topic-" + Guid.NewGuid();
        var woken = Host.Services().GetRequiredService<OutboxSignal>().WaitAsync(topic, TimeSpan.FromHours(1), CancellationToken.None);
        var raised = CounterState.Event(Key(grain), "told", "{}") with { Topic = topic };

        await WriteAsync(grain, Fresh(CounterState.Of(1) with { Raised = [raised] }));

        await woken.WaitAsync(TimeSpan.FromSeconds(20));
    }
}
