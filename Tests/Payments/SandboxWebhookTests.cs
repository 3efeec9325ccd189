using System.Text.Json;
using Marquee.Payments;
using Marquee.Silo.Payments;
using Marquee.Tests.Postgres;
using Microsoft.Extensions.Options;
using Npgsql;
using Xunit;
using static Marquee.Tests.Payments.SandboxFixture;

namespace Marquee.Tests.Payments;

[Collection("postgres")]
public sealed class SandboxWebhookTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task A_charge_that_was_not_answered_is_told_by_a_signed_webhook()
    {
        var operation = NewPayment();
        await ChargeUnansweredAsync(sandbox.Sandbox, operation);
        var webhook = await sandbox.Webhooks.NextAsync(operation);

        var body = JsonDocument.Parse(webhook.Body).RootElement;
        Assert.Equal(["id", "type", "operation", "at"], body.EnumerateObject().Select(property => property.Name));
        Assert.Equal("charge.captured", body.GetProperty("type").GetString());
        foreach (var secret in SandboxHost.Secrets) Assert.Equal(new(operation), VerifierOf(secret).Verify(webhook));
        Assert.Null(VerifierOf("some other secret").Verify(webhook));
    }

    [Fact]
    public async Task Of_ten_unanswered_charges_at_once_one_goes_unanswered_and_one_webhook_is_owed()
    {
        var operation = NewPayment();
        using var patience = new CancellationTokenSource();
        var charges = Enumerable.Range(0, 10).Select(_ => sandbox.Provider.ChargeAsync(Charge(operation, "tok_timeout"), patience.Token)).ToArray();
        Assert.True(await UntilAsync(() => Task.FromResult(charges.Count(charge => charge.IsCompletedSuccessfully) == 9)));
        await sandbox.Webhooks.NextAsync(operation);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(charges));
        await using var command = sandbox.Database.CreateCommand("SELECT COUNT(*) FROM sandbox.webhook_deliveries WHERE operation = $1");
        command.Parameters.AddWithValue(operation.ToString());
        Assert.Equal(1L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_refused_webhook_comes_again_under_the_same_id()
    {
        var operation = NewPayment();
        sandbox.Webhooks.RefuseNext(operation);
        await ChargeUnansweredAsync(sandbox.Sandbox, operation);
        var first = await sandbox.Webhooks.NextAsync(operation);
        var second = await sandbox.Webhooks.NextAsync(operation);
        Assert.Equal(first.Body, second.Body);
        Assert.True(await HasAsync(sandbox.Database, operation, "delivered_at IS NOT NULL"));
        Assert.False(sandbox.Webhooks.HasMore(operation));
    }

    [Fact]
    public async Task A_webhook_outlives_the_process_that_owed_it()
    {
        var operation = NewPayment();
        await using var receiver = await WebhookReceiver.StartAsync();
        // A database of its own, or the sender that all tests share would deliver it.
        var connectionString = await sandbox.CreateDatabaseAsync();
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using (var first = await SandboxHost.StartAsync(connectionString, new("http://127.0.0.1:1")))
        {
            await ChargeUnansweredAsync(first, operation);
            Assert.True(await HasAsync(database, operation, "attempts > 0"));
        }

        await using var second = await SandboxHost.StartAsync(connectionString, receiver.Address);
        Assert.Equal(new(operation), VerifierOf(SandboxHost.Secrets[0]).Verify(await receiver.NextAsync(operation)));
    }

    [Fact]
    public async Task Two_senders_on_one_journal_deliver_each_webhook_once()
    {
        await using var other = await SandboxHost.StartAsync(sandbox.ConnectionString, sandbox.Webhooks.Address);
        var operations = Enumerable.Range(0, 20).Select(_ => NewPayment()).ToArray();
        await Task.WhenAll(operations.Select(operation => ChargeUnansweredAsync(sandbox.Sandbox, operation)));
        foreach (var operation in operations)
        {
            await sandbox.Webhooks.NextAsync(operation);
            Assert.True(await HasAsync(sandbox.Database, operation, "delivered_at IS NOT NULL"));
            Assert.False(sandbox.Webhooks.HasMore(operation));
        }
    }

    private static SandboxWebhookVerifier VerifierOf(string secret) =>
        new(Options.Create(new PaymentWebhookOptions { Secrets = [secret] }), TimeProvider.System);

    private static Task<bool> HasAsync(NpgsqlDataSource database, PaymentId operation, string what) => UntilAsync(async () =>
    {
        await using var command = database.CreateCommand(
            $"SELECT EXISTS (SELECT FROM sandbox.webhook_deliveries WHERE operation = $1 AND {what})");
        command.Parameters.AddWithValue(operation.ToString());
        return (bool)(await command.ExecuteScalarAsync())!;
    });

    // Gives up as its caller would, but never before the charge is in the journal.
    private static async Task ChargeUnansweredAsync(SandboxHost host, PaymentId operation)
    {
        var provider = host.Provider();
        using var patience = new CancellationTokenSource();
        var charge = provider.ChargeAsync(Charge(operation, "tok_timeout"), patience.Token);
        Assert.True(await UntilAsync(async () => await provider.LookUpAsync(Of(operation), default) is not null));
        Assert.False(charge.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => charge);
    }
}
