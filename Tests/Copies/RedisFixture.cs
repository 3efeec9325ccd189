using Marquee.LoadTest.Peers;
using Marquee.Silo.Postgres.Private;
using Xunit;

namespace Marquee.Tests.Copies;

/// <summary>A Redis of the tests' own. Where there is none on the machine it comes from the distribution, as PostgreSQL does.</summary>
public sealed class RedisFixture : IAsyncLifetime
{
    private bool _away;

    internal RedisServer Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Command.Find("redis-server") is null && Command.Find("apt-get") is { } apt)
        {
            await Command.RunAsync([apt, "update"], CancellationToken.None);
            await Command.RunAsync([apt, "install", "-y", "--no-install-recommends", "redis-server"], CancellationToken.None);
        }

        for (var left = 5; ; left--)
        {
            try
            {
                Server = await RedisServer.StartAsync();
                return;
            }
            catch (InvalidOperationException) when (left > 0 && Command.Find("redis-server") is not null)
            {
                // Somebody else got the port first.
            }
        }
    }

    public async Task DisposeAsync()
    {
        if (!_away) await Server.DisposeAsync();
        _away = true;
    }
}
