using Marquee.Tests.Api;
using Marquee.Tests.Postgres;

namespace Marquee.Tests.Hostile;

/// <summary>The product with short patience, so that its tests are quick.</summary>
public sealed class ImpatientProduct(PostgresFixture postgres) : Product(postgres)
{
    public const int Connections = 500;

    protected override Dictionary<string, string?> Settings => new(base.Settings)
    {
        ["Limits:Connections"] = $"{Connections}", ["Limits:HeadersTimeout"] = "00:00:03", ["Limits:IdleTimeout"] = "00:00:03",
    };
}
