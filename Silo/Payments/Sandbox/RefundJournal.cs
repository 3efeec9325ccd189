using Npgsql;

namespace Marquee.Silo.Payments.Sandbox;

/// <summary>Every refund anyone asked for, the refused ones included: a request that was late must not succeed after its repeat was refused.</summary>
internal sealed class RefundJournal(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Decides and records the refund unless its id is known, and answers with what is in the journal then.</summary>
    public async Task<RefundAnswer> RecordAsync(RefundRequest request, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var decided = RefundRules.Decide(request, await LockAsync(connection, request.Operation, cancellation));
        var first = await InsertAsync(connection, decided, cancellation);
        await transaction.CommitAsync(cancellation);
        return first ? decided : (await FindAsync(request.Refund, cancellation))!;
    }

    public async Task<RefundAnswer?> FindAsync(string refund, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "SELECT refund, operation, amount, status, failure_code, failure_message FROM sandbox.refunds WHERE refund = $1");
        command.Parameters.AddWithValue(refund);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation)) return null;
        return new(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3), ChargeRow.Failure(row, 4));
    }

    // The lock makes refunds of one charge take turns, so each is decided on what the one before it left.
    private static async Task<Charge?> LockAsync(NpgsqlConnection connection, string operation, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {ChargeRow.Columns} FROM sandbox.charges WHERE operation = $1 FOR UPDATE", connection);
        command.Parameters.AddWithValue(operation);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? ChargeRow.Read(row) : null;
    }

    private async Task<bool> InsertAsync(NpgsqlConnection connection, RefundAnswer refund, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("""
            WITH refund AS (
              INSERT INTO sandbox.refunds (refund, operation, amount, status, failure_code, failure_message, created_at)
              VALUES ($1, $2, $3, $4, $5, $6, $7)
              ON CONFLICT (refund) DO NOTHING
              RETURNING operation, amount, status
            ), given_back AS (
              UPDATE sandbox.charges c SET refunded = c.refunded + r.amount, updated_at = $7
              FROM refund r
              WHERE c.operation = r.operation AND r.status = 'succeeded'
            )
            SELECT operation FROM refund
            """, connection);
        command.Parameters.AddWithValue(refund.Refund);
        command.Parameters.AddWithValue(refund.Operation);
        command.Parameters.AddWithValue(refund.Amount);
        command.Parameters.AddWithValue(refund.Status);
        command.AddNullable(refund.Failure?.Code);
        command.AddNullable(refund.Failure?.Message);
        command.Parameters.AddWithValue(clock.GetUtcNow());
        return await command.ExecuteScalarAsync(cancellation) is not null;
    }
}
