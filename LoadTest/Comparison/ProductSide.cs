using System.Globalization;
using Marquee.Api.Http;
using Marquee.LoadTest.Clusters;
using Marquee.LoadTest.Load;
using Marquee.Silo.Hosting;

namespace Marquee.LoadTest.Comparison;

/// <summary>
/// Marquee as <c>./run</c> starts it, API, silo and payment sandbox in one process, or as a cluster; everything on but with the request limits
/// raised.
/// </summary>
internal sealed class ProductSide : Side
{
    private const string Password = "a password for load tests";
    private const string AdminEmail = "admin@load.test";
    private const int ShowsInTheater = 50;
    private const int AtOnce = 16;

    private static readonly Dictionary<string, string> ApiSettings = new()
    {
        ["Limits:AtOnce"] = "100000", ["Limits:UserPerSecond"] = "1000000", ["Limits:UserBurst"] = "1000000", ["Limits:AddressPerSecond"] = "1000000",
        ["Limits:AddressBurst"] = "1000000",
    };

    private static readonly Dictionary<string, string> SiloSettings = new()
    {
        // Nobody it is compared with writes to customers; a mail with its ticket costs more than the booking.
        ["Notifications:File:Directory"] = "",
        // Thousands of accounts are made before anything is measured; nothing that is measured hashes a password.
        ["Accounts:HashMemoryKiB"] = "8", ["Accounts:HashIterations"] = "1", ["Accounts:AccessTokenLifetime"] = "01:00:00",
    };

    private readonly IAsyncDisposable _running;
    private readonly Database _database;
    private readonly MarqueeClient _admin;
    private readonly House _house;
    private readonly List<string> _callers = [];
    private string _movie = "";

    private ProductSide(IAsyncDisposable running, Database database, int port, Hall hall, IReadOnlyDictionary<string, Func<double>> processes)
    {
        (_running, _database, Port, Hall) = (running, database, port, hall);
        _admin = new MarqueeClient(new Uri($"http://localhost:{port}"));
        _house = new House(_admin);
        Processes = new Dictionary<string, Func<double>>(processes) { ["PostgreSQL"] = database.Seconds };
    }

    public override string Name => "Marquee";

    public override int Port { get; }

    public override Hall Hall { get; }

    public override int MostHolds => 25_000;

    public override int MostBookings => 12_000;

    public override IReadOnlyList<string> Callers => _callers;

    public override IReadOnlyDictionary<string, Func<double>> Processes { get; }

    /// <summary>Of the one process.</summary>
    public int ProcessId => ((ChildProcess)_running).Id;

    /// <summary>Starts it on the server's own database, and registers customers with full wallets.</summary>
    public static Task<ProductSide> StartAsync(Database database, int customers) => StartAsync(database, customers, Hall.Large);

    public static Task<ProductSide> StartAsync(Database database, int customers, Hall hall) => StartAsync(database, customers, hall, []);

    /// <summary>With its own bound on the requests under way.</summary>
    public static Task<ProductSide> StartBoundedAsync(Database database, int customers) =>
        StartAsync(database, customers, Hall.Large, [new("Limits:AtOnce", new RequestLimits().AtOnce.ToString(CultureInfo.InvariantCulture))]);

    private static async Task<ProductSide> StartAsync(Database database, int customers, Hall hall, IReadOnlyList<KeyValuePair<string, string>> more)
    {
        var port = FreePort.Next();
        string[] settings =
        [
            "Marquee:Single=true", $"Marquee:Port={port}", "Marquee:Demo=false", $"Accounts:FirstAdmin:Email={AdminEmail}", $"Accounts:FirstAdmin:Password={Password}",
            .. ApiSettings.Concat(SiloSettings).Concat(more).Select(setting => $"{setting.Key}={setting.Value}"),
        ];
        var process = await ChildProcess.StartAsync(
            Path.Combine(AppContext.BaseDirectory, "Marquee.Api.dll"),
            settings.Select(setting => $"--{setting}"),
            new() { ["ConnectionStrings__Marquee"] = database.App, ["ConnectionStrings__MarqueeMigrator"] = database.Migrator },
            "Marquee is ready");
        return await PrepareAsync(new ProductSide(process, database, port, hall, new Dictionary<string, Func<double>> { ["API and silo"] = () => ProcessTime.SecondsOf(process.Id) }), customers);
    }

    /// <summary>The same as one API, some silos and a payment sandbox in processes of their own.</summary>
    public static async Task<ProductSide> StartClusterAsync(Database database, int customers, Hall hall, int silos)
    {
        var cluster = await LocalCluster.StartAsync(new LocalClusterOptions
        {
            Silos = silos, Apis = 1, Database = new GivenDatabase(database.App, database.Migrator), FirstAdmin = new Account(AdminEmail, Password),
            Api = ApiSettings, Silo = SiloSettings,
        });
        var processes = new Dictionary<string, Func<double>>
        {
            ["API"] = () => cluster.Apis.Sum(api => ProcessTime.SecondsOf(api.Id)),
            ["silos"] = () => cluster.Silos.Sum(silo => ProcessTime.SecondsOf(silo.Id)),
        };
        return await PrepareAsync(new ProductSide(cluster, database, cluster.Apis.Single().Url.Port, hall, processes), customers);
    }

    public override async Task<IReadOnlyList<string>> OpenShowsAsync(int count)
    {
        var theaters = Enumerable.Range(0, (count + ShowsInTheater - 1) / ShowsInTheater).ToList();
        var shows = new string[count];
        await Parallel.ForEachAsync(theaters, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (theater, _) =>
        {
            var place = await _house.OpenTheaterAsync(Hall.Rows, Hall.SeatsInRow);
            var first = theater * ShowsInTheater;
            for (var show = first; show < Math.Min(count, first + ShowsInTheater); show++) shows[show] = await _house.OpenShowAsync(_movie, place, DateTimeOffset.UtcNow.AddHours(5 + (3 * (show - first))));
        });
        await Database.SettleAsync(_database.Product);
        return shows;
    }

    public override Task RestAsync() => ProductBooks.DrainedAsync(_database.Product);

    public override async Task<IReadOnlyList<string>> CheckAsync() => await ProductBooks.CheckAsync(_database.Product, Confirmed);

    public override async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await _running.DisposeAsync();
    }

    private static async Task<ProductSide> PrepareAsync(ProductSide side, int customers)
    {
        await side._admin.SignInAsync(AdminEmail, Password);
        side._movie = await side._house.MakeMovieAsync();
        await side.RegisterAsync(customers);
        return side;
    }

    private async Task RegisterAsync(int customers)
    {
        var callers = new string[customers];
        await Parallel.ForEachAsync(Enumerable.Range(0, customers), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            using var customer = new MarqueeClient(_admin.Url);
            callers[number] = $"Authorization: Bearer {(await NewCustomer.RegisterAsync(customer)).Token}\r\n";
        });
        _callers.AddRange(callers);
    }
}
