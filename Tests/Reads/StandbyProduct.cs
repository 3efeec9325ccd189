using Marquee.Tests.Api;
using Marquee.Tests.Postgres;

namespace Marquee.Tests.Reads;

/// <summary>The product on a primary of its own, with a standby to read from. It keeps no copies: what is answered was read.</summary>
public sealed class StandbyProduct(PostgresFixture postgres) : Product(postgres)
{
    private string _both = "";

    internal Standby Standby { get; private set; } = null!;

    protected override Dictionary<string, string?> Settings => new(base.Settings)
    {
        ["Cache:Lifetime"] = "00:00:00", ["Reads:ConnectionString"] = _both, ["Reads:MostLag"] = "00:01:00",
    };

    protected override async Task<TestDatabase> CreateDatabaseAsync()
    {
        Standby = await Standby.StartAsync();
        var database = await PostgresServer.CreateDatabaseAsync(Standby.Primary);
        _both = Standby.Both(database.ConnectionString);
        return database;
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        if (Standby is not null) await Standby.DisposeAsync();
    }
}
