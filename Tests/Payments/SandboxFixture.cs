using System.Diagnostics;
using Marquee.Payments;
using Marquee.Silo.Payments.Sandbox;
using Marquee.Tests.Postgres;
using Npgsql;
using Xunit;

namespace Marquee.Tests.Payments;

/// <summary>One sandbox provider with its database and a receiver of its webhooks, shared by the tests of a class.</summary>
public sealed class SandboxFixture(PostgresFixture postgres) : IAsyncLifetime
{
    internal SandboxHost Sandbox { get; private set; } = null!;

    internal WebhookReceiver Webhooks { get; private set; } = null!;

    internal NpgsqlDataSource Database { get; private set; } = null!;

    internal string ConnectionString { get; private set; } = "";

    internal IPaymentProvider Provider { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        ConnectionString = await CreateDatabaseAsync();
        Database = NpgsqlDataSource.Create(ConnectionString);
        Webhooks = await WebhookReceiver.StartAsync();
        Sandbox = await SandboxHost.StartAsync(ConnectionString, Webhooks.Address);
        Provider = Sandbox.Provider();
    }

    public async Task DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        await Webhooks.DisposeAsync();
        await Database.DisposeAsync();
    }

    internal static PaymentId NewPayment() => Ids.New<PaymentId>(TimeProvider.System);

    internal static RefundId NewRefund() => Ids.New<RefundId>(TimeProvider.System);

    internal static ProviderCharge Charge(PaymentId operation, string token, long amount = 25000) =>
        new(new(operation, new(amount, "INR")), new(PaymentMethod.Card, token), "Two seats");

    internal static ProviderOperation Of(PaymentId payment) => new(payment, default);

    /// <summary>A new database with the journal's tables; answers with its connection string.</summary>
    internal async Task<string> CreateDatabaseAsync()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        foreach (var sql in await SchemaAsync())
        {
            await using var script = source.CreateCommand(sql);
            await script.ExecuteNonQueryAsync();
        }

        return database.ConnectionString;
    }

    /// <summary>Asks again until the answer is yes; false after twenty seconds of no.</summary>
    internal static async Task<bool> UntilAsync(Func<Task<bool>> condition)
    {
        var asked = Stopwatch.StartNew();
        while (!await condition())
        {
            if (asked.Elapsed > TimeSpan.FromSeconds(20)) return false;
            await Task.Delay(20);
        }

        return true;
    }

    internal async Task<PaymentId> CaptureAsync(long amount, string token = "tok_success")
    {
        var operation = NewPayment();
        var payment = await Provider.ChargeAsync(Charge(operation, token, amount), default);
        Assert.Equal(PaymentStatus.Succeeded, payment.Status);
        return operation;
    }

    internal async Task<long> RefundedAsync(PaymentId operation)
    {
        await using var command = Database.CreateCommand("SELECT refunded FROM sandbox.charges WHERE operation = $1");
        command.Parameters.AddWithValue(operation.ToString());
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<IReadOnlyList<string>> SchemaAsync()
    {
        var assembly = typeof(SandboxEndpoints).Assembly;
        var scripts = new List<string>();
        foreach (var name in assembly.GetManifestResourceNames().Where(resource => resource.Contains("_sandbox", StringComparison.Ordinal)).Order())
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            scripts.Add(await reader.ReadToEndAsync());
        }

        return scripts;
    }
}
