using System.Security.Cryptography;
using Npgsql;

namespace Marquee.LoadTest.Clusters;

/// <summary>
/// What the processes of a cluster are told, by the names that <c>docker-compose.yml</c> uses. Both sides of the sandbox live and end
/// together, so their secrets need not outlive them.
/// </summary>
/// <param name="Sandbox">Where the sandbox answers.</param>
/// <param name="Webhooks">The API that its webhooks go to.</param>
internal sealed record ClusterSettings(string App, string Migrator, Uri Sandbox, Uri Webhooks)
{
    private readonly string _key = RandomNumberGenerator.GetHexString(32);
    private readonly string _secret = RandomNumberGenerator.GetHexString(64);

    public Dictionary<string, string> OfSandbox() => new()
    {
        ["ConnectionStrings__Marquee"] = Pooled(10),
        ["ConnectionStrings__MarqueeMigrator"] = Migrator,
        ["Payments__Sandbox__Service__ApiKey"] = _key,
        ["Payments__Sandbox__Service__PublicUrl"] = At(Sandbox),
        ["Payments__Sandbox__Service__WebhookUrl"] = $"{At(Webhooks)}/v1/webhooks/payments/sandbox",
        ["Payments__Sandbox__Service__WebhookSecrets__0"] = _secret,
        ["ASPNETCORE_URLS"] = At(Sandbox),
    };

    public Dictionary<string, string> OfSilo(Uri url, int siloPort, int gatewayPort) => new()
    {
        ["ConnectionStrings__Marquee"] = Pooled(20),
        ["ConnectionStrings__MarqueeMigrator"] = Migrator,
        ["Cluster__ClusterId"] = "marquee",
        ["Cluster__ServiceId"] = "marquee",
        ["Cluster__AdvertisedAddress"] = "127.0.0.1",
        ["Cluster__SiloPort"] = $"{siloPort}",
        ["Cluster__GatewayPort"] = $"{gatewayPort}",
        ["Payments__Sandbox__BaseAddress"] = At(Sandbox),
        ["Payments__Sandbox__ApiKey"] = _key,
        ["Payments__Webhooks__Secrets__0"] = _secret,
        ["ASPNETCORE_URLS"] = At(url),
    };

    /// <summary>What one silo has beyond the others: it prepares a new installation.</summary>
    public static Dictionary<string, string> OfFirstSilo(bool demo, Account? admin)
    {
        var settings = new Dictionary<string, string> { ["Marquee__Demo"] = demo ? "true" : "false" };
        if (admin is null) return settings;
        settings["Accounts__FirstAdmin__Email"] = admin.Email;
        settings["Accounts__FirstAdmin__Password"] = admin.Password;
        return settings;
    }

    public Dictionary<string, string> OfApi(Uri url) => new()
    {
        ["ConnectionStrings__Marquee"] = Pooled(5),
        ["Cluster__ClusterId"] = "marquee",
        ["Cluster__ServiceId"] = "marquee",
        // Whoever looks whether it is ready looks often here.
        ["Draining__Pause"] = "00:00:01",
        ["ASPNETCORE_URLS"] = At(url),
    };

    /// <summary>The server has a bound of connections, and many processes share it.</summary>
    private string Pooled(int most) => new NpgsqlConnectionStringBuilder(App) { MaxPoolSize = most }.ConnectionString;

    private static string At(Uri url) => url.GetLeftPart(UriPartial.Authority);
}
