using Npgsql;

namespace Marquee.LoadTest.Peers;

/// <summary>Runs the transactions of a booking over a pool of connections on which every statement is prepared.</summary>
internal sealed class BookingStore(NpgsqlDataSource database) : IAsyncDisposable
{
    /// <summary>
    /// PostgreSQL takes a plan for any array to be dearer than one for this array, and would plan every statement anew, for a third of its
    /// time; and none of them runs long enough to be worth compiling.
    /// </summary>
    public const string Session = "-c plan_cache_mode=force_generic_plan -c jit=off";

    public const int Connections = 32;

    /// <summary>
    /// As fast as it was found to go on two cores: half as many connections are slower, and multiplexing holds a little faster and pays for
    /// it with waits twice as long. What the connection string says comes after and wins.
    /// </summary>
    private static readonly string Tuned =
        $"Maximum Pool Size={Connections};Max Auto Prepare=16;Auto Prepare Min Usages=1;No Reset On Close=true;Options={Session};";

    public static BookingStore Open(string connectionString) => new(NpgsqlDataSource.Create(Tuned + connectionString));

    /// <summary>Null where not all of the places could be had.</summary>
    public async Task<BookingBody?> HoldAsync(BookingOrder order, CancellationToken cancellation)
    {
        try
        {
            return await BookAsync(BookingSql.Hold, order, cancellation);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.NotNullViolation)
        {
            return null;
        }
    }

    /// <summary>Makes the booking of places that are held elsewhere. Null where one of them is sold.</summary>
    public Task<BookingBody?> PendAsync(BookingOrder order, CancellationToken cancellation) => BookAsync(BookingSql.Pend, order, cancellation);

    public async Task<Payment> PayAsync(Guid booking, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(BookingSql.Pay);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = booking });
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            if (!await reader.ReadAsync(cancellation)) return new Payment(PaymentOutcome.NotPayable);
            return reader.IsDBNull(2)
                ? new Payment(PaymentOutcome.Declined)
                : new Payment(PaymentOutcome.Captured, reader.GetInt32(0), reader.GetFieldValue<int[]>(1), reader.GetInt64(2));
        }
        catch (PostgresException twice) when (twice.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return new Payment(PaymentOutcome.NotPayable);
        }
    }

    /// <summary>False where the seats were lost.</summary>
    /// <param name="sql"><see cref="BookingSql.Confirm"/> or <see cref="BookingSql.ConfirmSold"/>.</param>
    public async Task<bool> ConfirmAsync(string sql, Guid booking, Payment payment, CancellationToken cancellation)
    {
#pragma warning disable CA2100 // one of two constants
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = booking });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = payment.Show });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = payment.Places });
        try
        {
            return await command.ExecuteNonQueryAsync(cancellation) == 1;
        }
        catch (PostgresException lost) when (lost.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.NotNullViolation)
        {
            return false;
        }
    }

    public async Task RefundAsync(Guid booking, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(BookingSql.Refund);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = booking });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <param name="sql"><see cref="BookingSql.SeatMap"/> or <see cref="BookingSql.SoldMap"/>.</param>
    public async Task<List<Seat>> SeatsAsync(string sql, int show, CancellationToken cancellation)
    {
#pragma warning disable CA2100 // one of two constants
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = show });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var seats = new List<Seat>(2_000);
        while (await reader.ReadAsync(cancellation)) seats.Add(new Seat(reader.GetInt32(0), reader.GetChar(1), reader.GetChar(2)));
        return seats;
    }

    private async Task<BookingBody?> BookAsync(string sql, BookingOrder order, CancellationToken cancellation)
    {
#pragma warning disable CA2100 // one of two constants
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = order.Booking });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = order.Customer });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = order.Show });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = order.Places });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = order.Fee });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = order.Tax });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await BookingRows.ReadAsync(reader, order, cancellation);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
