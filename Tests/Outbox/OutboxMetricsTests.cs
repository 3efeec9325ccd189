using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Marquee.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marquee.Tests.Outbox;

[Collection("postgres")]
public sealed class OutboxMetricsTests(PostgresFixture postgres)
{
    [Fact]
    public async Task What_is_delivered_and_what_dies_is_counted_and_how_late_it_is_is_told()
    {
        await using var database = await OutboxDatabase.CreateAsync(postgres);
        await using var relay = await RelayHost.StartAsync(database);
        var (counts, lags) = (new ConcurrentDictionary<string, long>(), new ConcurrentBag<double>());
        using var listener = Listen(relay.Services.GetRequiredService<IMeterFactory>());
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => counts.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.SetMeasurementEventCallback<double>((_, value, _, _) => lags.Add(value));
        listener.Start();

        await database.PublishAsync(
            Raised.Saved(Raised.New<MovieId>(), "A") with { OccurredAt = TimeProvider.System.GetUtcNow().AddHours(-1) },
            Raised.Poison("mov_1"), Raised.Saved(Raised.New<MovieId>(), "B"));
        await database.DeliveredAsync();

        // The counters move just after the transaction that a test can see.
        Assert.True(SpinWait.SpinUntil(() => counts.GetValueOrDefault("marquee.outbox.dead") == 1, TimeSpan.FromSeconds(20)));
        Assert.Equal(2, counts["marquee.outbox.delivered"]);
        Assert.InRange(lags.Max(), 3_600, 3_660);
        Assert.True(SpinWait.SpinUntil(() => lags.Contains(0), TimeSpan.FromSeconds(20)));
    }

    private static MeterListener Listen(IMeterFactory factory) => new()
    {
        InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Marquee.Outbox" && instrument.Meter.Scope == factory) listener.EnableMeasurementEvents(instrument);
        },
    };
}
