using System.Collections.Immutable;
using Marquee.Audit;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres;
using Marquee.Storage;
using Npgsql;
using NpgsqlTypes;
using Orleans.Concurrency;

namespace Marquee.Silo.Audit;

[GrainType("audit-queries"), StatelessWorker, Reentrant]
internal sealed class AuditQueries(NpgsqlDataSource database, ReadBarrier barrier) : Grain, IAuditQueries
{
    private const int LongestTimeline = 1_000;

    private const string Newest =
        """
        SELECT id, at, kind, actor, subject, operation, reason, detail
        FROM audit_log
        WHERE ($1::text IS NULL OR actor = $1)
          AND ($2::text IS NULL OR subject = $2 OR operation = $2)
          AND ($3::uuid IS NULL OR id < $3)
        ORDER BY id DESC
        LIMIT $4
        """;

    private const string Oldest =
        """
        SELECT id, at, kind, actor, subject, operation, reason, detail
        FROM audit_log
        WHERE subject = $1
        ORDER BY id
        LIMIT $2
        """;

    private const string Attempts =
        """
        SELECT DISTINCT a.operation, a.subject
        FROM audit_log a
        WHERE a.kind = 'payment-started' AND (a.subject = $1 OR a.subject IN (SELECT id FROM booking_view WHERE customer = $1))
        ORDER BY a.operation
        """;

    public async Task<AuditPage> Page(string? actor, string? subject, int limit, string? after)
    {
        Guid? before = null;
        if (after is not null)
        {
            if (!Guid.TryParseExact(after, "N", out var ended)) return new AuditPage([], null);
            before = ended;
        }

        foreach (var topic in (string[])[Topics.Catalog, Topics.Bookings, Topics.Payments]) await barrier.WaitAsync(topic);
        var most = Keyset.Limit(limit);
        await using var command = database.CreateCommand(Newest);
        command.Parameters.WithText(actor).WithText(subject).WithNullable(before, NpgsqlDbType.Uuid).With(most + 1);
        var found = await ReadAsync(command);
        return found.Length <= most ? new AuditPage(found, null) : new AuditPage(found[..most], found[most - 1].Id.ToString("N"));
    }

    public async Task<AuditTimeline?> Timeline(BookingId booking)
    {
        await barrier.WaitAsync(Topics.Bookings);
        await barrier.WaitAsync(Topics.Payments);
        await using var command = database.CreateCommand(Oldest);
        command.Parameters.WithText(booking.ToString()).With(LongestTimeline);
        var found = await ReadAsync(command);
        return found.Length > 0 || await ExistsAsync(booking) ? new AuditTimeline(found) : null;
    }

    public async Task<ImmutableArray<PaymentAttempt>> PaymentsOf(UserId customer)
    {
        await barrier.WaitAsync(Topics.Bookings);
        await barrier.WaitAsync(Topics.Payments);
        await using var command = database.CreateCommand(Attempts);
        command.Parameters.WithText(customer.ToString());
        await using var reader = await command.ExecuteReaderAsync();
        var found = ImmutableArray.CreateBuilder<PaymentAttempt>();
        while (await reader.ReadAsync())
            found.Add(new PaymentAttempt(Ids.Parse<PaymentId>(reader.GetString(0)), Ids.TryParse<BookingId>(reader.GetString(1), out var booking) ? booking : null));
        return found.ToImmutable();
    }

    /// <summary>A booking may be older than the log.</summary>
    private async Task<bool> ExistsAsync(BookingId booking)
    {
        await using var command = database.CreateCommand("SELECT EXISTS (SELECT FROM booking_view WHERE id = $1)");
        command.Parameters.WithText(booking.ToString());
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<ImmutableArray<AuditEntry>> ReadAsync(NpgsqlCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync();
        var found = ImmutableArray.CreateBuilder<AuditEntry>();
        while (await reader.ReadAsync())
        {
            found.Add(new AuditEntry(
                reader.GetGuid(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
                Text(reader, 5), Text(reader, 6), reader.GetString(7)));
        }

        return found.ToImmutable();
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
