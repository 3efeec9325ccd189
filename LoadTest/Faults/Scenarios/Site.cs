using Marquee.LoadTest.Clusters;
using Marquee.LoadTest.Faults.Checks;
using Marquee.LoadTest.Faults.Customers;
using Marquee.LoadTest.Faults.Probing;
using Marquee.LoadTest.Faults.Stories;
using Npgsql;
using Visitor = Marquee.LoadTest.Faults.Customers.Account;

namespace Marquee.LoadTest.Faults.Scenarios;

/// <summary>A running cluster with customers, and what a scenario needs to do it harm.</summary>
internal sealed class Site : IAsyncDisposable
{
    private const string Password = "a password for load tests";
    private const string AdminEmail = "admin@load.test";
    private const int CustomerCount = 60;

    private readonly MarqueeClient _admin;
    private readonly HashSet<ClusterNode> _touched = [];

    private Site(LocalCluster cluster, Ground ground, MarqueeClient admin, Visitor house, IReadOnlyList<Visitor> customers)
    {
        (Cluster, Ground, _admin, House, Customers) = (cluster, ground, admin, house, customers);
        // Not pooled: the server is stopped and frozen under it.
        Database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ground.Database.SuperuserConnectionString) { Pooling = false }.ConnectionString);
    }

    public LocalCluster Cluster { get; }

    /// <summary>What the cluster stands on: proxies, folders, networks.</summary>
    public Ground Ground { get; }

    /// <summary>An admin.</summary>
    public Visitor House { get; }

    public IReadOnlyList<Visitor> Customers { get; }

    public NpgsqlDataSource Database { get; }

    public required Random Random { get; init; }

    public Stage Stage { get; private set; } = null!;

    public Diary Diary { get; private set; } = null!;

    /// <summary>What asks the shows that the fault is about, once there is one.</summary>
    public Probe? Probe { get; private set; }

    /// <summary>What a scenario itself saw that must not be.</summary>
    public List<Breach> Findings { get; } = [];

    public IReadOnlyList<ClusterNode> Silos => [.. Cluster.Silos];

    /// <summary>Silos that ended and that nobody had harmed.</summary>
    public IEnumerable<ClusterNode> Evicted => Silos.Where(silo => !silo.IsRunning && !_touched.Contains(silo));

    public static async Task<Site> StartAsync(Ground ground, int seed, string? logs, Action<string> progress)
    {
        await ground.PrepareAsync(progress);
        var cluster = await LocalCluster.StartAsync(ground.OptionsOf(new Clusters.Account(AdminEmail, Password), logs, progress));
        try
        {
            IReadOnlyList<Uri> apis = [.. cluster.Apis.Select(api => api.Url)];
            var admin = new MarqueeClient(apis[0]);
            var token = await admin.SignInAsync(AdminEmail, Password);
            return new Site(cluster, ground, admin, new Visitor("", token, apis), await Enrolling.RegisterAsync(apis, CustomerCount)) { Random = new Random(seed) };
        }
        catch
        {
            await cluster.DisposeAsync();
            await ground.DisposeAsync();
            throw;
        }
    }

    /// <summary>New shows and a new diary.</summary>
    public async Task OpenStageAsync()
    {
        Stage = await Stage.OpenAsync(_admin);
        Diary = new Diary();
        _touched.Clear();
        Findings.Clear();
    }

    /// <summary>From this moment on the time is taken until each of the shows answers again.</summary>
    public void WatchFromNow(params IReadOnlyList<string> shows)
    {
        Probe = new Probe(Customers, Diary, shows);
        Probe.Start();
    }

    /// <summary>Sends it a signal; it may end from now on.</summary>
    public void Harm(ClusterNode silo, NodeSignal signal)
    {
        _touched.Add(silo);
        LocalCluster.Kill(silo, signal);
    }

    /// <summary>Starts again whatever has ended.</summary>
    public Task RestartEndedAsync() => Task.WhenAll(Silos.Where(silo => !silo.IsRunning).Select(silo => LocalCluster.RestartAsync(silo)));

    /// <summary>Has everything run again, and waits until the cluster says so itself. False where it does not within a minute.</summary>
    public async Task<bool> MakeWholeAsync()
    {
        foreach (var silo in Silos) LocalCluster.Kill(silo, NodeSignal.Cont);
        for (var tries = 0; tries < 60; tries++)
        {
            // One that was declared dead while it hung ends by itself once it finds out.
            await RestartEndedAsync();
            var answer = await House.AskAsync(HttpMethod.Get, "/v1/admin/cluster");
            if (answer.Status == 200 && Silos.All(silo => silo.IsRunning && Homes.IsActive(answer.Body, silo))) return true;
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        return false;
    }

    public async Task EndProbeAsync()
    {
        if (Probe is { } probe) await probe.DisposeAsync();
        Probe = null;
    }

    public async ValueTask DisposeAsync()
    {
        await EndProbeAsync();
        foreach (var customer in Customers) customer.Dispose();
        House.Dispose();
        _admin.Dispose();
        await Database.DisposeAsync();
        await Cluster.DisposeAsync();
        await Ground.DisposeAsync();
    }
}
