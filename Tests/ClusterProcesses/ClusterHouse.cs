using Marquee.LoadTest.Clusters;
using Marquee.Tests.Api;

namespace Marquee.Tests.ClusterProcesses;

/// <summary>A cluster of real processes on a database that goes with it, with shows to book and customers who can pay.</summary>
internal sealed class ClusterHouse : IAsyncDisposable
{
    public const int SeatsOfCustomer = 10;
    private const int Customers = 80;
    private const int SeatsInRow = 100;
    private const string Password = "a password for tests";
    private const string AdminEmail = "admin@house.test";

    private static readonly Dictionary<string, string> Silo = new()
    {
        // Nobody is here to break in, and there are many to sign in.
        ["Accounts:HashMemoryKiB"] = "8", ["Accounts:HashIterations"] = "1",
    };

    private static readonly Dictionary<string, string> Api = new()
    {
        ["Limits:UserPerSecond"] = "100000", ["Limits:UserBurst"] = "100000", ["Limits:AddressPerSecond"] = "100000", ["Limits:AddressBurst"] = "100000",
    };

    private ClusterHouse(LocalCluster cluster, IReadOnlyList<string> shows, IReadOnlyList<ApiClient> customers) =>
        (Cluster, Shows, Guests) = (cluster, shows, customers);

    public LocalCluster Cluster { get; }

    /// <summary>Each with ten seats for each customer.</summary>
    public IReadOnlyList<string> Shows { get; }

    public IReadOnlyList<ApiClient> Guests { get; }

    /// <param name="number">From 0.</param>
    public static string Seat(int number) => $"{RowOf(number / SeatsInRow)}{(number % SeatsInRow) + 1}";

    public static Task<ClusterHouse> StartAsync(int silos, int shows) => StartAsync(new LocalClusterOptions { Silos = silos }, shows);

    /// <param name="options">Where it is and what is special about it.</param>
    public static async Task<ClusterHouse> StartAsync(LocalClusterOptions options, int shows)
    {
        var cluster = await LocalCluster.StartAsync(options with { FirstAdmin = new Account(AdminEmail, Password), Silo = Silo, Api = Api });
        try
        {
            var url = cluster.Apis.First().Url;
            using var admin = await SignInAsync(url, AdminEmail);
            var opened = await OpenShowsAsync(admin, shows);
            return new ClusterHouse(cluster, opened, await Task.WhenAll(Enumerable.Range(1, Customers).Select(number => RegisterAsync(url, number))));
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var guest in Guests) guest.Dispose();
        await Cluster.DisposeAsync();
    }

    private static string RowOf(int row) => $"{(char)('A' + row)}";

    private static async Task<IReadOnlyList<string>> OpenShowsAsync(ApiClient admin, int count)
    {
        var movie = (await admin.PostAsync("/v1/admin/movies", Place.MovieBody())).Is(201).Id;
        var theater = (await admin.PostAsync("/v1/admin/theaters", Place.TheaterBody())).Is(201).Id;
        var rows = Enumerable.Range(0, Customers * SeatsOfCustomer / SeatsInRow).Select(row => new { label = RowOf(row), category = "silver", seats = $"1-{SeatsInRow}" });
        var layout = new { rows };
        var screen = (await admin.PostAsync($"/v1/admin/theaters/{theater}/screens", new { name = "1", layout })).Is(201).Id;
        var shows = new List<string>();
        for (var show = 0; show < count; show++)
            shows.Add((await admin.PostAsync("/v1/admin/shows", Place.ShowBody(movie, theater, screen, TimeSpan.FromHours(5 + (3 * show))))).Is(201).Id);
        return shows;
    }

    private static async Task<ApiClient> RegisterAsync(Uri url, int number)
    {
        var email = $"guest-{number}@example.test";
        using (var nobody = new ApiClient(url)) (await nobody.PostAsync("/v1/users", new { email, password = Password, name = "Somebody" })).Is(201);
        var guest = await SignInAsync(url, email);
        (await guest.PostAsync("/v1/me/wallet/top-ups", new { amount = Place.Inr(100_000_000), method = "card" })).Is(201);
        return guest;
    }

    private static async Task<ApiClient> SignInAsync(Uri url, string email)
    {
        var client = new ApiClient(url);
        client.Token = (await client.PostAsync("/v1/sessions", new { email, password = Password })).Is(200).Text("accessToken");
        return client;
    }
}
