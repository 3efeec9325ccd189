using System.Collections.Immutable;
using System.Globalization;
using Marquee.Bookings;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres;
using Marquee.Storage;
using Npgsql;
using NpgsqlTypes;
using Orleans.Concurrency;

namespace Marquee.Silo.Bookings;

[GrainType("booking-queries"), StatelessWorker, Reentrant]
internal sealed class BookingQueries(NpgsqlDataSource database, ReadBarrier barrier, TimeProvider clock) : Grain, IBookingQueries
{
    private const string Newest =
        """
        SELECT document
        FROM booking_view
        WHERE customer = $1
          AND ($2::text IS NULL OR status = $2)
          AND ($3::timestamptz IS NULL OR (created_at, id) < ($3, $4))
        ORDER BY created_at DESC, id DESC
        LIMIT $5
        """;

    // What was not taken in yet, or could not be, may be a booking that nobody sees; who asks is about to forget the customer.
    private const string Live =
        """
        SELECT EXISTS (
            SELECT
            FROM booking_view b
            LEFT JOIN show_view s ON s.id = b.show
            WHERE b.customer = $1
              AND (b.status IN ('pending', 'paying', 'canceling') OR (b.status = 'confirmed' AND coalesce(s.ends_at > $2, true))))
          OR EXISTS (SELECT FROM outbox WHERE topic = $3 AND payload ->> 'customer' = $1)
          OR EXISTS (SELECT FROM dead_letter WHERE topic = $3 AND payload ->> 'customer' = $1)
        """;

    public async Task<BookingPage> OfCustomer(UserId customer, BookingStatus? status, int limit, string? after)
    {
        if (!TryRead(after, out var created, out var id)) return new BookingPage([], null);
        await barrier.WaitAsync(Topics.Bookings);
        var most = Keyset.Limit(limit);
        var found = await FindAsync(customer, status, created, id, most + 1);
        return found.Length <= most ? new BookingPage(found, null) : new BookingPage(found[..most], Position(found[most - 1]).ToString());
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
        return await FindAsync(customer, null, null, null, null);
    }

    private async Task<ImmutableArray<BookingSummary>> FindAsync(
        UserId customer, BookingStatus? status, DateTimeOffset? created, string? id, int? most)
    {
        await using var command = database.CreateCommand(Newest);
        command.Parameters.WithText(customer.ToString()).WithText(status is { } wanted ? BookingStatusText.Of(wanted) : null)
            .WithNullable(created, NpgsqlDbType.TimestampTz).WithText(id).WithNullable(most, NpgsqlDbType.Integer);
        await using var reader = await command.ExecuteReaderAsync();
        var found = ImmutableArray.CreateBuilder<BookingSummary>();
        while (await reader.ReadAsync()) found.Add(Summary(Events.Read<BookingChanged>(reader.GetFieldValue<byte[]>(0))));
        return found.ToImmutable();
    }

    private static BookingSummary Summary(BookingChanged booking) => new(
        Ids.Parse<BookingId>(booking.Id), Ids.Parse<ShowId>(booking.Show), booking.Status, booking.Version, booking.CreatedAt,
        [.. booking.Seats], booking.Price);

    // The column keeps microseconds, the document more; a position is compared with the column.
    private static Keyset Position(BookingSummary booking) =>
        new(booking.Id.ToString(), (booking.CreatedAt.UtcTicks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture));

    /// <summary>False where the position is none that a page ended with.</summary>
    private static bool TryRead(string? after, out DateTimeOffset? created, out string? id)
    {
        (created, id) = (null, null);
        if (after is null) return true;
        if (!Keyset.TryRead(after, out var position) || !long.TryParse(position.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var micros)
            || micros > DateTimeOffset.MaxValue.UtcTicks / TimeSpan.TicksPerMicrosecond) return false;
        (created, id) = (new DateTimeOffset(micros * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero), position.Id);
        return true;
    }
}
