using Marquee.Tests.Api;
using Marquee.Tests.Postgres;
using Xunit;

namespace Marquee.Tests.Tickets.Passes;

/// <summary>The product of somebody who has certificates of Apple's and an account at Google.</summary>
public sealed class WalletProduct(PostgresFixture postgres) : Product(postgres), IAsyncLifetime
{
    internal WalletFiles Files { get; } = new();

    protected override Dictionary<string, string?> Settings => new(base.Settings.Concat(Files.Settings)) { ["Accounts:HashMemoryKiB"] = "8", ["Accounts:HashIterations"] = "1" };

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        Files.Dispose();
    }
}
