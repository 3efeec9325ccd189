using System.Net;
using Marquee.Payments;
using Npgsql;
using Xunit;
using static Marquee.Tests.Payments.SandboxFixture;

namespace Marquee.Tests.Payments;

/// <summary>What the sandbox tells of everything it took and gave back.</summary>
[Collection("postgres")]
public sealed class SandboxJournalTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task Every_charge_that_was_taken_and_every_refund_that_went_back_is_told_once_however_many()
    {
        var (kept, partly) = (await sandbox.CaptureAsync(900), await sandbox.CaptureAsync(1_000));
        await sandbox.Provider.ChargeAsync(Charge(NewPayment(), "tok_declined"), default);
        await sandbox.Provider.CancelAsync(Of(NewPayment()), default);
        var refund = NewRefund();
        Assert.Equal(RefundStatus.Succeeded, await sandbox.Provider.RefundAsync(new(refund, Of(partly), new(400, "INR")), default));
        Assert.Equal(RefundStatus.Refused, await sandbox.Provider.RefundAsync(new(NewRefund(), Of(partly), new(700, "INR")), default));
        await FillAsync(450);

        var charges = await sandbox.Provider.ListAsync(ProviderEntryKind.Charge, null, default).ToListAsync();
        var refunds = await sandbox.Provider.ListAsync(ProviderEntryKind.Refund, null, default).ToListAsync();

        Assert.Equal((452, 452), (charges.Count, charges.DistinctBy(entry => entry.Reference).Count()));
        Assert.Equal([(900, "INR"), (1_000, "INR")], charges.Where(entry => entry.Operation == kept.ToString() || entry.Operation == partly.ToString()).Select(entry => (entry.Amount.Amount, entry.Amount.Currency)).Order());
        Assert.Equal((refund.ToString(), new Money(400, "INR")), (Assert.Single(refunds).Operation, refunds[0].Amount));
        Assert.Equal(2, await sandbox.Provider.ListAsync(ProviderEntryKind.Charge, DateTimeOffset.UtcNow.AddHours(-1), default).CountAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await sandbox.Sandbox.Http.GetAsync("/sandbox-payments/v1/journal/charges?since=never")).StatusCode);
    }

    private async Task FillAsync(int charges)
    {
        await using var command = sandbox.Database.CreateCommand(
            """
            INSERT INTO sandbox.charges (operation, status, amount, currency, created_at, updated_at)
            SELECT 'pay_fill' || n, 'captured', 1, 'INR', now() - interval '1 day', now() - interval '1 day'
            FROM generate_series(1, $1) n
            """);
        command.Parameters.AddWithValue(charges);
        await command.ExecuteNonQueryAsync();
    }
}
