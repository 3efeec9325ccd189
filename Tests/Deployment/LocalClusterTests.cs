using Marquee.LoadTest.Clusters;
using Xunit;

namespace Marquee.Tests.Deployment;

/// <summary>A cluster on one machine is told what the one in containers is told.</summary>
public sealed class LocalClusterTests
{
    private static readonly Compose File = Compose.Read();

    private static readonly ClusterSettings Settings = new(
        "Host=127.0.0.1;Username=app", "Host=127.0.0.1;Username=migrator", new Uri("http://localhost:1"), new Uri("http://localhost:2"));

    // Where containers have addresses of their own, processes have ports.
    private static readonly string[] OfOneMachine = ["ASPNETCORE_URLS", "Cluster__AdvertisedAddress", "Cluster__SiloPort", "Cluster__GatewayPort"];

    public static TheoryData<string> Services => ["silo-1", "silo-2", "api-1", "api-2", "payments"];

    [Theory]
    [MemberData(nameof(Services))]
    public void It_has_every_setting_that_compose_must_have_and_none_that_compose_has_not(string service)
    {
        var local = Local(service).Keys.Except(OfOneMachine).ToList();
        Assert.Empty(File.Required(service).Except(local));
        Assert.Empty(local.Except(File.Environment(service).Keys));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_setting_is_one_that_the_product_reads(string service) =>
        Assert.Empty(Local(service).Keys.Where(name => name != "ASPNETCORE_URLS").Select(KnownSettings.FaultOf).OfType<string>());

    [Theory]
    [MemberData(nameof(Services))]
    public void Each_process_takes_as_many_connections_to_the_database_as_its_container(string service) =>
        Assert.Equal(Pool(File.Environment(service)), Pool(Local(service)));

    [Fact]
    public void Both_sides_of_the_sandbox_know_the_same_secrets()
    {
        var (sandbox, silo) = (Local("payments"), Local("silo-2"));
        Assert.Equal(sandbox["Payments__Sandbox__Service__ApiKey"], silo["Payments__Sandbox__ApiKey"]);
        Assert.Equal(sandbox["Payments__Sandbox__Service__WebhookSecrets__0"], silo["Payments__Webhooks__Secrets__0"]);
    }

    private static int Pool(Dictionary<string, string> environment) => new Npgsql.NpgsqlConnectionStringBuilder(environment["ConnectionStrings__Marquee"]).MaxPoolSize;

    private static Dictionary<string, string> Local(string service) => service switch
    {
        "payments" => Settings.OfSandbox(),
        "silo-1" => Settings.OfSilo(new Uri("http://localhost:3"), 4, 5).Concat(ClusterSettings.OfFirstSilo(true, new Account("a@b.test", "x"))).ToDictionary(),
        "silo-2" => Settings.OfSilo(new Uri("http://localhost:3"), 4, 5),
        _ => Settings.OfApi(new Uri("http://localhost:6")),
    };
}
