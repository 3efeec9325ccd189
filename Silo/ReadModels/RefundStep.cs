using Marquee.Payments;
using Marquee.Payments.Domain;
using Marquee.Silo.Payments;
using Marquee.Silo.Postgres;
using Marquee.Storage;
using Npgsql;
using Orleans.Serialization;

namespace Marquee.Silo.ReadModels;

/// <summary>
/// Refunds, which their payments own. When one changed, and how often it had been tried by then, the payment does not keep: a row that is
/// there and of the right version goes on telling it, and for one that is lost it is what the payment's own row says.
/// </summary>
internal sealed class RefundStep(Serializer serializer) : IRebuildStep
{
    private readonly Dictionary<string, RefundChanged> _before = [];

    public string Name => "refunds";

    public string StateType => "payment/payment";

    public IReadOnlyList<string> KeysOfRows { get; } = [Rows.KeysOf("refund_view", "payment")];

    public async Task RemoveAsync(NpgsqlTransaction transaction, string[] keys, CancellationToken cancellation)
    {
        _before.Clear();
        await using var command = new NpgsqlCommand("DELETE FROM refund_view WHERE payment = ANY ($1) RETURNING id, document", transaction.Connection, transaction);
        command.Parameters.With(keys);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            if (TryRead(reader.GetFieldValue<byte[]>(1)) is { } told) _before[reader.GetString(0)] = told;
    }

    public void Write(NpgsqlBatch batch, IReadOnlyList<StoredState> states)
    {
        foreach (var state in states)
        {
            var payment = state.Read<PaymentState>(serializer);
            foreach (var refund in PaymentSteps.RefundsOf(payment))
            {
                var told = Events.Read<RefundChanged>(PaymentViews.RefundEvents(Ids.Parse<PaymentId>(state.Key), payment, refund, state.SavedAt)[^1].Payload.Span);
                if (_before.TryGetValue(told.Id, out var before) && before.Version == told.Version && before.Status == told.Status)
                    told = told with { ChangedAt = before.ChangedAt, Tries = before.Tries };
                RefundProjection.AddTo(batch, told);
            }
        }
    }

    /// <summary>Rows that do not say of which payment they are.</summary>
    public Task FinishAsync(NpgsqlTransaction transaction, CancellationToken cancellation) =>
        Rows.RunAsync(transaction, "DELETE FROM refund_view WHERE payment IS NULL", cancellation);

    private static RefundChanged? TryRead(byte[] document)
    {
        try
        {
            return Events.Read<RefundChanged>(document);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
