using System.Collections.Immutable;
using System.Text.Json;
using Marquee.Payments;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres;
using Marquee.Storage;
using Npgsql;
using NpgsqlTypes;
using Orleans.Concurrency;

namespace Marquee.Silo.Payments;

[GrainType("refund-queries"), StatelessWorker, Reentrant]
internal sealed class RefundQueries(NpgsqlDataSource database, ReadBarrier barrier) : Grain, IRefundQueries
{
    private const string Newest =
        """
        SELECT document
        FROM refund_view
        WHERE ($1::text IS NULL OR status = $1)
          AND ($2::timestamptz IS NULL OR (requested_at, id) < ($2, $3))
        ORDER BY requested_at DESC, id DESC
        LIMIT $4
        """;

    private const string OfCustomer = "SELECT document FROM refund_view WHERE customer = $1 ORDER BY requested_at DESC, id DESC";

    private const string ById = "SELECT document FROM refund_view WHERE id = $1";

    // What was not taken in yet, or could not be, may be a refund that nobody sees; who asks is about to forget the customer.
    private const string Owed =
        """
        SELECT EXISTS (SELECT FROM refund_view WHERE customer = $1 AND status IN ('pending', 'stuck'))
          OR events_under_way($2, $1)
        """;

    public static string TextOf(RefundStatus status) => JsonNamingPolicy.KebabCaseLower.ConvertName(status.ToString());

    public async Task<RefundPage> List(RefundStatus? status, int limit, string? after)
    {
        if (!Keyset.TryReadTime(after, out var at, out var id)) return new RefundPage([], null);
        await barrier.WaitAsync(Topics.Payments);
        var most = Keyset.Limit(limit);
        await using var command = database.CreateCommand(Newest);
        command.Parameters.WithText(status is { } wanted ? TextOf(wanted) : null).WithNullable(at, NpgsqlDbType.TimestampTz).WithText(id).With(most + 1);
        var found = await ReadAsync(command);
        return found.Length <= most
            ? new RefundPage(found, null)
            : new RefundPage(found[..most], Keyset.OfTime(found[most - 1].Id.ToString(), found[most - 1].RequestedAt).ToString());
    }

    public async Task<RefundSummary?> Find(RefundId refund)
    {
        await barrier.WaitAsync(Topics.Payments);
        await using var command = database.CreateCommand(ById);
        command.Parameters.WithText(refund.ToString());
        return (await ReadAsync(command)).FirstOrDefault();
    }

    public async Task<ImmutableArray<RefundSummary>> AllOf(UserId customer)
    {
        await barrier.WaitAsync(Topics.Payments);
        await using var command = database.CreateCommand(OfCustomer);
        command.Parameters.WithText(customer.ToString());
        return await ReadAsync(command);
    }

    public async Task<bool> IsOwed(UserId customer)
    {
        await barrier.WaitAsync(Topics.Payments);
        await using var command = database.CreateCommand(Owed);
        command.Parameters.WithText(customer.ToString()).With(Topics.Payments);
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<ImmutableArray<RefundSummary>> ReadAsync(NpgsqlCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync();
        var found = ImmutableArray.CreateBuilder<RefundSummary>();
        while (await reader.ReadAsync()) found.Add(Summary(Events.Read<RefundChanged>(reader.GetFieldValue<byte[]>(0))));
        return found.ToImmutable();
    }

    private static RefundSummary Summary(RefundChanged refund) => new(
        Ids.Parse<RefundId>(refund.Id), Ids.Parse<PaymentId>(refund.Payment), refund.Booking is { } booking ? Ids.Parse<BookingId>(booking) : null,
        Ids.Parse<UserId>(refund.Customer), refund.Amount, refund.Method, refund.To, refund.Status, refund.Reason, refund.Tries, refund.RequestedAt,
        refund.ChangedAt, refund.Note);
}
