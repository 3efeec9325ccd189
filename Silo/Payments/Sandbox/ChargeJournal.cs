using System.Buffers.Text;
using System.Security.Cryptography;
using Npgsql;

namespace Marquee.Silo.Payments.Sandbox;

/// <summary>Every charge the sandbox ever heard of. Each change is one statement, so repeats and crashes leave one effect or none.</summary>
internal sealed class ChargeJournal(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Records the charge unless its operation is known, and answers with what is in the journal then.</summary>
    /// <param name="notifyAfter">When to send a webhook about the outcome, counted from now; null for none.</param>
    public async Task<RecordedCharge> RecordAsync(
        ChargeRequest request, TokenBehavior behavior, TimeSpan? notifyAfter, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("""
            with charge as (
              insert into sandbox.charges
                (operation, status, amount, currency, token, description, failure_code, failure_message, challenge_secret, created_at, updated_at)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
              on conflict (operation) do nothing
              returning operation
            ), webhook as (
              insert into sandbox.webhook_deliveries (id, type, operation, occurred_at, due_at)
              select $11, $12, operation, $10, $13 from charge where $13 is not null
            )
            select operation from charge
            """);
        var now = clock.GetUtcNow();
        var secret = behavior.Status == ChargeStatus.RequiresAction ? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)) : null;
        command.Parameters.AddWithValue(request.Operation);
        command.Parameters.AddWithValue(behavior.Status);
        command.Parameters.AddWithValue(request.Amount);
        command.Parameters.AddWithValue(request.Currency);
        command.Parameters.AddWithValue(request.Token);
        command.Parameters.AddWithValue(request.Description);
        command.AddNullable(behavior.Failure?.Code);
        command.AddNullable(behavior.Failure?.Message);
        command.AddNullable(secret);
        command.Parameters.AddWithValue(now);
        command.Parameters.AddWithValue(Guid.CreateVersion7(now));
        command.Parameters.AddWithValue(TypeOf(behavior.Status));
        command.AddNullable(now + notifyAfter);
        var first = await command.ExecuteScalarAsync(cancellation) is not null;
        // Rows are never deleted, so one that was in the way of the insert is still there.
        return new((await FindAsync(request.Operation, cancellation))!, first);
    }

    public async Task<Charge?> FindAsync(string operation, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"select {ChargeRow.Columns} from sandbox.charges where operation = $1");
        command.Parameters.AddWithValue(operation);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? ChargeRow.Read(reader) : null;
    }

    /// <summary>Ends the operation unless it has ended already, and bars one that was never heard of.</summary>
    public async Task<Charge> CancelAsync(string operation, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"""
            insert into sandbox.charges as c (operation, status, failure_code, failure_message, created_at, updated_at)
            values ($1, 'canceled', 'abandoned', 'The payment was canceled.', $2, $2)
            on conflict (operation) do update set
              status = case c.status when 'requires_action' then excluded.status else c.status end,
              failure_code = case c.status when 'requires_action' then excluded.failure_code else c.failure_code end,
              failure_message = case c.status when 'requires_action' then excluded.failure_message else c.failure_message end,
              updated_at = case c.status when 'requires_action' then excluded.updated_at else c.updated_at end
            returning {ChargeRow.Columns}
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
            with decided as (
              update sandbox.charges
              set status = $2, failure_code = $3, failure_message = $4, updated_at = $5
              where operation = $1 and status = 'requires_action'
              returning operation
            )
            insert into sandbox.webhook_deliveries (id, type, operation, occurred_at, due_at)
            select $6, $7, operation, $5, $5 from decided
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

    private static string TypeOf(string status) => status == ChargeStatus.Captured ? WebhookType.ChargeCaptured : WebhookType.ChargeFailed;
}

/// <param name="First">False where the operation was in the journal already.</param>
internal sealed record RecordedCharge(Charge Charge, bool First);
