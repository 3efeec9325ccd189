using System.Collections.Immutable;
using Marquee.Bookings;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres;
using Marquee.Silo.Reads;
using Marquee.Storage;
using Npgsql;
using NpgsqlTypes;
using Orleans.Concurrency;

namespace Marquee.Silo.Bookings;

[GrainType("booking-queries"), StatelessWorker, Reentrant]
internal sealed class BookingQueries(NpgsqlDataSource database, FreshReads reads, ReadBarrier barrier, TimeProvider clock) : Grain, IBookingQueries
{
    private const string Page =
        """
          AND ($2::text IS NULL OR status = $2)
          AND ($3::timestamptz IS NULL OR (created_at, id) < ($3, $4))
        ORDER BY created_at DESC, id DESC
        LIMIT $5
        """;

    private const string Newest = $"SELECT document FROM booking_view WHERE customer = $1 {Page}";

    private const string NewestOfShow = $"SELECT document FROM booking_view WHERE show = $1 AND ($6::text IS NULL OR customer = $6) {Page}";

    // Without a show the first parameter asks for nothing.
    private const string NewestOfAll = $"SELECT document FROM booking_view WHERE $1::text IS NULL {Page}";

    // What was not taken in yet, or could not be, may be a booking that nobody sees; who asks is about to forget the customer.
    private const string Live =
        """
        SELECT EXISTS (
            SELECT
            FROM booking_view b
            LEFT JOIN show_view s ON s.id = b.show
            WHERE b.customer = $1
              AND (b.status IN ('pending', 'paying', 'canceling') OR (b.status = 'confirmed' AND coalesce(s.ends_at > $2, true))))
          OR events_under_way($3, $1)
        """;

    public async Task<BookingPage> OfCustomer(UserId customer, BookingStatus? status, int limit, string? after) =>
        (await List(new BookingListQuery(customer, null, status, limit, after, [])))!;

    public async Task<BookingPage> Of(ShowId? show, UserId? customer, BookingStatus? status, int limit, string? after) =>
        (await List(new BookingListQuery(customer, show, status, limit, after, [])))!;

    public Task<BookingPage?> List(BookingListQuery query) => reads.AgainAsync(() => ListAsync(query));

    private async Task<BookingPage?> ListAsync(BookingListQuery query)
    {
        if (!Keyset.TryReadTime(query.After, out var created, out var id)) return new BookingPage([], null);
        await using var connection = await reads.OpenAsync([Topics.Bookings], query.Seen, query.Owner);
        if (connection is null) return null;
        var (sql, of) = (query.Show, query.Customer) switch
        {
            ({ } show, _) => (NewestOfShow, show.ToString()),
            (null, { } customer) => (Newest, customer.ToString()),
            _ => (NewestOfAll, default(string)),
        };
        var most = Keyset.Limit(query.Limit);
        var found = await FindAsync(connection, sql, of, query.Status, created, id, most + 1, query.Show is null ? _ => { } : parameters => parameters.WithText(query.Customer?.ToString()));
        return found.Length <= most
            ? new BookingPage(found, null)
            : new BookingPage(found[..most], Keyset.OfTime(found[most - 1].Id.ToString(), found[most - 1].CreatedAt).ToString());
    }

    public async Task<bool> HasLive(UserId customer)
    {
        await barrier.WaitAsync(Topics.Bookings);
        await using var command = database.CreateCommand(Live);
        command.Parameters.WithText(customer.ToString()).WithTime(clock.GetUtcNow()).With(Topics.Bookings);
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    public async Task<ImmutableArray<BookingSummary>> AllOf(UserId customer)
    {
        await barrier.WaitAsync(Topics.Bookings);
        await using var connection = await database.OpenConnectionAsync();
        return await FindAsync(connection, Newest, customer.ToString(), null, null, null, null, _ => { });
    }

    private static async Task<ImmutableArray<BookingSummary>> FindAsync(
        NpgsqlConnection connection, string sql, string? of, BookingStatus? status, DateTimeOffset? created, string? id, int? most, Action<NpgsqlParameterCollection> more)
    {
        // Constants of this class alone.
#pragma warning disable CA2100
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        command.Parameters.WithText(of).WithText(status is { } wanted ? BookingStatusText.Of(wanted) : null)
            .WithNullable(created, NpgsqlDbType.TimestampTz).WithText(id).WithNullable(most, NpgsqlDbType.Integer);
        more(command.Parameters);
        await using var reader = await command.ExecuteReaderAsync();
        var found = ImmutableArray.CreateBuilder<BookingSummary>();
        while (await reader.ReadAsync()) found.Add(Summary(Events.Read<BookingChanged>(reader.GetFieldValue<byte[]>(0))));
        return found.ToImmutable();
    }

    private static BookingSummary Summary(BookingChanged booking) => new(
        Ids.Parse<BookingId>(booking.Id), Ids.Parse<ShowId>(booking.Show), booking.Status, booking.Version, booking.CreatedAt,
        [.. booking.Seats], booking.Price, Ids.Parse<UserId>(booking.Customer));
}
