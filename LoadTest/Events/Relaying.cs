using System.Diagnostics;
using System.Globalization;
using Marquee.LoadTest.Comparison;
using Marquee.LoadTest.Load;
using Marquee.LoadTest.Scale;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres.Outbox;
using Marquee.Silo.Postgres.Schema;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marquee.LoadTest.Events;

/// <summary>Measures how fast a relay takes events from the outbox into the read models, and what that costs.</summary>
internal static class Relaying
{
    // What a booking that a wallet pays raises, as grains write it.
    private const string Fill =
        """
        INSERT INTO outbox (id, topic, type, aggregate, occurred_at, payload)
        SELECT gen_random_uuid(), e.topic, e.type, e.aggregate, now(), e.payload
        FROM generate_series(1, $1) n
        CROSS JOIN LATERAL (SELECT format('%s%s', $2::text, n)) AS k (key)
        CROSS JOIN LATERAL (VALUES
          (1, 'bookings', 'booking-created', 'bkg_' || key, json_build_object(
            'id', 'bkg_' || key, 'version', 1, 'customer', 'usr_' || n % 5000, 'show', 'shw_' || n % 500, 'status', 'pending', 'seats', json_build_array('A1', 'A2'),
            'price', json_build_object('currency', 'INR', 'tickets', 40000, 'fee', 2000, 'tax', 360, 'discount', 0), 'createdAt', now())),
          (2, 'payments', 'payment-captured', 'pay_' || key, json_build_object(
            'id', 'pay_' || key, 'customer', 'usr_' || n % 5000, 'method', 'wallet', 'amount', json_build_object('amount', 42360, 'currency', 'INR'), 'booking', 'bkg_' || key)),
          (3, 'payments', 'wallet-moved', 'usr_' || n % 5000, json_build_object(
            'customer', 'usr_' || n % 5000, 'operation', gen_random_uuid(), 'amount', json_build_object('amount', -42360, 'currency', 'INR'), 'balance', 100000,
            'counter', 'sales', 'reference', 'pay_' || key)),
          (4, 'bookings', 'booking-confirmed', 'bkg_' || key, json_build_object(
            'id', 'bkg_' || key, 'version', 2, 'customer', 'usr_' || n % 5000, 'show', 'shw_' || n % 500, 'status', 'confirmed', 'seats', json_build_array('A1', 'A2'),
            'price', json_build_object('currency', 'INR', 'tickets', 40000, 'fee', 2000, 'tax', 360, 'discount', 0), 'createdAt', now(), 'payment', 'pay_' || key))
        ) AS e (place, topic, type, aggregate, payload)
        ORDER BY n, e.place
        """;

    private const string Wrong =
        """
        SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM inbox) + (SELECT count(*) FROM dead_letter)
          + abs((SELECT count(*) FROM booking_view WHERE status = 'confirmed') - $1) + abs((SELECT count(*) FROM ledger) - 2 * $1)
        """;

    /// <summary>Answers the exit code: 1 where the read models are wrong.</summary>
    public static async Task<int> RunAsync(RelayOptions options, TextWriter output)
    {
        await using var database = await Database.StartAsync();
        await using (var migrator = NpgsqlDataSource.Create(database.Migrator)) await new SchemaMigrator().MigrateAsync(migrator, CancellationToken.None);
        var (rates, server, relay, log) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= options.Rounds; round++)
        {
            await AskAsync(database, Fill, options.Bookings, $"{round}x");
            await Database.SettleAsync(database.Product);
            var (serverBefore, relayBefore, logBefore) = (database.Seconds(), ProcessTime.SecondsOf(Environment.ProcessId), await database.LogPositionAsync());
            var took = await DrainAsync(database);
            var events = 4.0 * options.Bookings;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{(round == 0 ? "warm-up" : $"round {round} of {options.Rounds}")}: {events / took.TotalSeconds:0} events/s"));
            if (round == 0) continue;
            rates.Add(events / took.TotalSeconds);
            server.Add((database.Seconds() - serverBefore) * 1e6 / events);
            relay.Add((ProcessTime.SecondsOf(Environment.ProcessId) - relayBefore) * 1e6 / events);
            log.Add((double)(await database.LogPositionAsync() - logBefore) / events);
        }

        await output.WriteLineAsync($"{"median (range)",-28}{"events/s",24}{"PostgreSQL, CPU µs each",28}{"relay, CPU µs each",24}{"WAL bytes each",24}");
        await output.WriteLineAsync($"{"PostgreSQL transport",-28}{Spread.Of(rates, "0"),24}{Spread.Of(server, "0"),28}{Spread.Of(relay, "0"),24}{Spread.Of(log, "0"),24}");
        if (await AskAsync(database, Wrong, (long)options.Bookings * (options.Rounds + 1)) is 0L) return 0;
        await output.WriteLineAsync("The read models are wrong.");
        return 1;
    }

    /// <summary>A relay as a silo runs it, from its start until nothing is left.</summary>
    private static async Task<TimeSpan> DrainAsync(Database database)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.App) { MaxAutoPrepare = 32, AutoPrepareMinUsages = 2 }.ConnectionString));
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddOutboxRelay();
        using var host = builder.Build();
        var began = Stopwatch.GetTimestamp();
        await host.StartAsync();
        while (await AskAsync(database, "SELECT count(*) FROM (SELECT FROM outbox LIMIT 1) left_over") is not 0L) await Task.Delay(20);
        var took = Stopwatch.GetElapsedTime(began);
        await host.StopAsync();
        return took;
    }

    private static async Task<object?> AskAsync(Database database, string sql, params object[] values)
    {
#pragma warning disable CA2100 // Constants of this class alone.
        await using var command = database.Product.CreateCommand(sql);
#pragma warning restore CA2100
        command.CommandTimeout = 300;
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteScalarAsync();
    }
}
