using Marquee.Silo.Hosting;
using Marquee.Silo.Payments;
using Marquee.Silo.Payments.Sandbox;
using Marquee.Silo.Users;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Xunit;

namespace Marquee.Tests.Deployment;

public sealed class ComposeTests
{
    private static readonly Compose File = Compose.Read();
    private static readonly string[] Silos = ["silo-1", "silo-2", "silo-3"];
    private static readonly string[] Apis = ["api-1", "api-2"];
    private static readonly string[] OfOurs = [.. Silos, .. Apis, "payments"];

    public static TheoryData<string> Ours => [.. OfOurs];

    [Fact]
    public void A_cluster_is_a_database_three_silos_two_apis_and_the_payment_sandbox()
    {
        Assert.Equal([.. OfOurs.Append("postgres").Append("kafka").Order()], File.Services.Order());
        Assert.Equal(["kafka"], File.Texts("kafka", "profiles"));
        Assert.Equal("postgres:15", File.Find("postgres", "image"));
        Assert.All(Silos.Append("payments"), service => Assert.Equal("silo", File.Target(service)));
        Assert.All(Apis, service => Assert.Equal("api", File.Target(service)));
        Assert.Equal(["sandbox"], File.Texts("payments", "command"));
        Assert.All(Silos, service => Assert.Null(File.Find(service, "command")));
        Assert.Equal(["8080:8080"], File.Texts("api-1", "ports"));
        Assert.Equal(["8081:8080"], File.Texts("api-2", "ports"));
    }

    [Fact]
    public void Every_target_is_in_the_Dockerfile_and_does_not_run_as_root()
    {
        var stages = System.IO.File.ReadAllText(Compose.PathOf("Dockerfile")).Split("FROM ")[1..];
        foreach (var target in OfOurs.Select(File.Target).Distinct())
            Assert.Contains("USER $APP_UID", Assert.Single(stages, stage => stage.Split('\n')[0].EndsWith($" AS {target}", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ours))]
    public void Every_setting_is_one_that_the_product_reads(string service)
    {
        var settings = File.Environment(service).Keys.Where(name => name.Contains("__", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(settings);
        Assert.Empty(settings.Select(KnownSettings.FaultOf).OfType<string>());
    }

    [Theory]
    [InlineData("Cluster__ClusterIdd")]
    [InlineData("Clusters__ClusterId")]
    [InlineData("Cluster__ClusterId__0")]
    [InlineData("ConnectionStrings__Marquees")]
    [InlineData("Payments__Webhooks__Secret__0")]
    [InlineData("Payments__Webhooks__Secrets__first")]
    [InlineData("Payments__Sandbox__Service")]
    [InlineData("Payments__Sandbox__PublicUrl")]
    [InlineData("Events__Kafka__Servers")]
    public void A_misspelt_setting_is_found(string name) => Assert.NotNull(KnownSettings.FaultOf(name));

    [Theory]
    [MemberData(nameof(Ours))]
    public void Every_value_can_be_used(string service) => Assert.Empty(KnownSettings.FaultsOf(Settings(service)));

    [Theory]
    [InlineData("Cluster__SiloPort", "eleven")]
    [InlineData("Cluster__SiloPort", "0")]
    [InlineData("Marquee__Demo", "perhaps")]
    [InlineData("Accounts__FirstAdmin__Email", "nobody")]
    public void A_value_that_cannot_be_used_is_found(string name, string value) =>
        Assert.NotEmpty(KnownSettings.FaultsOf(Settings(new Dictionary<string, string> { [name] = value })));

    [Theory]
    [MemberData(nameof(Ours))]
    public void The_database_is_the_one_beside_it_and_the_role_that_of_the_application(string service)
    {
        var settings = Settings(service);
        var app = new NpgsqlConnectionStringBuilder(settings.GetConnectionString(SiloHosting.Database));
        Assert.Equal(("postgres", "marquee", "marquee_app"), (app.Host, app.Database, app.Username));
        Assert.Equal(File.Environment("postgres")["MARQUEE_APP_PASSWORD"], app.Password);
        if (Apis.Contains(service)) return;
        var migrator = new NpgsqlConnectionStringBuilder(settings.GetConnectionString(SiloHosting.Migrator));
        Assert.Equal(("postgres", "marquee", "marquee_migrator"), (migrator.Host, migrator.Database, migrator.Username));
        Assert.Equal(File.Environment("postgres")["MARQUEE_MIGRATOR_PASSWORD"], migrator.Password);
    }

    [Fact]
    public void A_silo_that_is_told_to_use_Kafka_finds_the_broker_beside_it()
    {
        foreach (var silo in Silos)
        {
            var kafka = File.Environment(silo);
            Assert.Equal("Postgres", kafka["Events__Transport"]);
            kafka["Events__Transport"] = "Kafka";
            Assert.Empty(KnownSettings.FaultsOf(Settings(kafka)));
            Assert.Equal($"PLAINTEXT://{kafka["Events__Kafka__BootstrapServers"]}", File.Environment("kafka")["KAFKA_ADVERTISED_LISTENERS"]);
            kafka["Events__Kafka__BootstrapServers"] = "";
            Assert.NotEmpty(KnownSettings.FaultsOf(Settings(kafka)));
        }
    }

    [Fact]
    public void A_silo_starts_with_what_it_is_given()
    {
        foreach (var silo in Silos) Start(File.Environment(silo), AddSilo);
        var incomplete = File.Environment("silo-2");
        incomplete.Remove("Payments__Webhooks__Secrets__0");
        Assert.Throws<OptionsValidationException>(() => Start(incomplete, AddSilo));
    }

    [Fact]
    public void A_silo_that_is_to_take_real_money_starts_only_with_the_keys_to_it()
    {
        var live = new Dictionary<string, string>(File.Environment("silo-2"))
        {
            ["Payments__Card"] = "Stripe", ["Payments__Stripe__ApiKey"] = "sk_live_x", ["Payments__Stripe__WebhookSecrets__0"] = "whsec_x",
            ["Payments__Stripe__ReturnUrl"] = "https://marquee.example.test/", ["Payments__Upi"] = "Razorpay", ["Payments__Razorpay__KeyId"] = "rzp_live_x",
            ["Payments__Razorpay__KeySecret"] = "x", ["Payments__Razorpay__WebhookSecrets__0"] = "x", ["Payments__Razorpay__Email"] = "till@example.test",
            ["Payments__Razorpay__Contact"] = "+91 98765 43210",
        };
        Start(live, AddSilo);
        foreach (var key in live.Keys.Where(key => key.Contains("Stripe", StringComparison.Ordinal) || key.Contains("Razorpay", StringComparison.Ordinal)))
            Assert.Throws<OptionsValidationException>(() => Start(new Dictionary<string, string>(live) { [key] = File.Environment("silo-2")[key] }, AddSilo));
    }

    [Fact]
    public void The_sandbox_starts_with_what_it_is_given()
    {
        Start(File.Environment("payments"), AddSandbox);
        var incomplete = File.Environment("payments");
        incomplete.Remove("Payments__Sandbox__Service__WebhookUrl");
        Assert.Throws<OptionsValidationException>(() => Start(incomplete, AddSandbox));
    }

    [Fact]
    public void Everybody_is_in_one_cluster_and_both_sides_of_the_sandbox_know_the_same_secrets()
    {
        Assert.Single(Silos.Concat(Apis).Select(service => (Settings(service)["Cluster:ClusterId"], Settings(service)["Cluster:ServiceId"])).Distinct());
        var sandbox = Settings("payments");
        Assert.All(Silos, service =>
        {
            Assert.Equal(sandbox["Payments:Sandbox:Service:ApiKey"], Settings(service)["Payments:Sandbox:ApiKey"]);
            Assert.Equal(sandbox["Payments:Sandbox:Service:WebhookSecrets:0"], Settings(service)["Payments:Webhooks:Secrets:0"]);
        });
        Assert.Single(Silos, service => File.Environment(service).ContainsKey("Marquee__Demo"));
    }

    private static void AddSilo(IServiceCollection services, IConfiguration settings) => services.AddAccounts(settings).AddPayments(settings);

    private static void AddSandbox(IServiceCollection services, IConfiguration settings) => services.AddSandboxService(settings);

    /// <summary>Validates what the registered options validate at start.</summary>
    private static void Start(Dictionary<string, string> environment, Action<IServiceCollection, IConfiguration> add)
    {
        var services = new ServiceCollection();
        add(services, Settings(environment));
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
    }

    private static IConfigurationRoot Settings(string service) => Settings(File.Environment(service));

    private static IConfigurationRoot Settings(Dictionary<string, string> environment) => new ConfigurationBuilder()
        .AddInMemoryCollection(environment.Select(pair => KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), (string?)pair.Value)))
        .Build();
}
