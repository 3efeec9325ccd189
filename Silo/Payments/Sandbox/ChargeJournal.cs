using System.Buffers.Text;
using System.Security.Cryptography;
using Npgsql;

namespace Marquee.Silo.Payments.Sandbox;

/// <summary>Every charge the sandbox ever heard of. Each change is one statement, so repeats and crashes leave one effect or none.</summary>
internal sealed class ChargeJournal(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Records the charge unless its operation is known, and answers with what is in the journal then.</summary>
    /// <param name="late">When the webhook of a charge follows that is not answered, and when a customer confirms who does so later.</param>
    public async Task<RecordedCharge> RecordAsync(
        ChargeRequest request, TokenBehavior behavior, TimeSpan late, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("""
            WITH charge AS (
              INSERT INTO sandbox.charges
                (operation, status, amount, currency, token, description, failure_code, failure_message, challenge_secret, created_at, updated_at,
                 upi_flow, confirms_at)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $14, $15)
              ON CONFLICT (operation) DO NOTHING
              RETURNING operation
            ), webhook AS (
              INSERT INTO sandbox.webhook_deliveries (id, type, operation, occurred_at, due_at)
              SELECT $11, $12, operation, $10, $13 FROM charge WHERE $13 IS NOT NULL
            )
            SELECT operation FROM charge
            """);
        var now = clock.GetUtcNow();
        var secret = behavior.Status == ChargeStatus.RequiresAction ? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)) : null;
        command.Parameters.AddWithValue(request.Operation);
        command.Parameters.AddWithValue(behavior.Status);
        command.Parameters.AddWithValue(request.Amount);
        command.Parameters.AddWithValue(request.Currency);
        command.Parameters.AddWithValue(Charge.TokenOf(request));
        command.Parameters.AddWithValue(request.Description);
        command.AddNullable(behavior.Failure?.Code);
        command.AddNullable(behavior.Failure?.Message);
        command.AddNullable(secret);
        command.Parameters.AddWithValue(now);
        command.Parameters.AddWithValue(Guid.CreateVersion7(now));
        command.Parameters.AddWithValue(TypeOf(behavior.Status));
        command.AddNullable(behavior.Answered ? null : now + late);
        command.AddNullable(request.Upi?.Flow);
        command.AddNullable(behavior.ConfirmsLater ? now + late : null);
        var first = await command.ExecuteScalarAsync(cancellation) is not null;
        // Rows are never deleted, so one that was in the way of the insert is still there.
        return new((await FindAsync(request.Operation, cancellation))!, first);
    }

    public async Task<Charge?> FindAsync(string operation, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"SELECT {ChargeRow.Columns} FROM sandbox.charges WHERE operation = $1");
        command.Parameters.AddWithValue(operation);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? ChargeRow.Read(reader) : null;
    }

    /// <summary>Ends the operation unless it has ended already, and bars one that was never heard of.</summary>
    public async Task<Charge> CancelAsync(string operation, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"""
            INSERT INTO sandbox.charges AS c (operation, status, failure_code, failure_message, created_at, updated_at)
            VALUES ($1, 'canceled', 'abandoned', 'The payment was canceled.', $2, $2)
            ON CONFLICT (operation) DO UPDATE SET
              status = CASE c.status WHEN 'requires_action' THEN excluded.status ELSE c.status END,
              failure_code = CASE c.status WHEN 'requires_action' THEN excluded.failure_code ELSE c.failure_code END,
              failure_message = CASE c.status WHEN 'requires_action' THEN excluded.failure_message ELSE c.failure_message END,
              updated_at = CASE c.status WHEN 'requires_action' THEN excluded.updated_at ELSE c.updated_at END
            RETURNING {ChargeRow.Columns}
            """);
        command.Parameters.AddWithValue(operation);
        command.Parameters.AddWithValue(clock.GetUtcNow());
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return ChargeRow.Read(reader);
    }

    /// <summary>Ends a charge that waits for its customer, and sends a webhook. Of several decisions the first one counts.</summary>
    /// <param name="failure">Null where the customer confirmed.</param>
    public async Task DecideAsync(string operation, SandboxFailure? failure, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("""
            WITH decided AS (
              UPDATE sandbox.charges
              SET status = $2, failure_code = $3, failure_message = $4, updated_at = $5
              WHERE operation = $1 AND status = 'requires_action'
              RETURNING operation
            )
            INSERT INTO sandbox.webhook_deliveries (id, type, operation, occurred_at, due_at)
            SELECT $6, $7, operation, $5, $5 FROM decided
            """);
        var status = failure is null ? ChargeStatus.Captured : ChargeStatus.Failed;
        var now = clock.GetUtcNow();
        command.Parameters.AddWithValue(operation);
        command.Parameters.AddWithValue(status);
        command.AddNullable(failure?.Code);
        command.AddNullable(failure?.Message);
        command.Parameters.AddWithValue(now);
        command.Parameters.AddWithValue(Guid.CreateVersion7(now));
        command.Parameters.AddWithValue(TypeOf(status));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Lets those customers confirm who do so later and whose time has come.</summary>
    public async Task ConfirmDueAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("""
            WITH confirmed AS (
              UPDATE sandbox.charges
              SET status = 'captured', updated_at = $1
              WHERE confirms_at <= $1 AND status = 'requires_action'
              RETURNING operation
            )
            INSERT INTO sandbox.webhook_deliveries (id, type, operation, occurred_at, due_at)
            SELECT gen_random_uuid(), $2, operation, $1, $1 FROM confirmed
            """);
        command.Parameters.AddWithValue(clock.GetUtcNow());
        command.Parameters.AddWithValue(WebhookType.ChargeCaptured);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static string TypeOf(string status) => status == ChargeStatus.Captured ? WebhookType.ChargeCaptured : WebhookType.ChargeFailed;
}

/// <param name="First">False where the operation was in the journal already.</param>
internal sealed record RecordedCharge(Charge Charge, bool First);
