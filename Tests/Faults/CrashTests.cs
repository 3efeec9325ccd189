using Marquee.Tests.Api;
using Xunit;

namespace Marquee.Tests.Faults;

/// <summary>Real processes, really killed. Slow, so few.</summary>
[Collection("postgres")]
public sealed class CrashTests(Postgres.PostgresFixture postgres) : IDisposable
{
    private const int Customers = 12;
    private const int Seats = Customers * Rush.SeatsEach;
    private const long Given = 10_000_000;
    private readonly string _data = Directory.CreateTempSubdirectory("marquee-fault-").FullName;

    [Fact]
    public async Task Killed_in_the_middle_of_a_rush_it_goes_on_where_it_stopped()
    {
        Rush rush;
        await using (var product = await ProductProcess.StartAsync(_data))
        {
            rush = new Rush(await OpenShowAsync(product));
            var customers = await CustomersAsync(product);
            var running = rush.RunAsync(customers);
            while (rush.Confirmed < 25) await Task.Delay(5);
            await product.KillAsync();
            await running;
        }

        Assert.True(rush.Confirmed < Seats, "It was killed too late to be in the middle.");
        await using var again = await ProductProcess.StartAsync(_data);
        var back = await SignInAllAsync(again);
        await rush.SettleAsync(back);
        await rush.CheckAsync(back, Given);
    }

    [Fact]
    public async Task Of_two_silos_one_is_killed_and_the_other_serves_all_that_was_promised()
    {
        var database = (await postgres.CreateDatabaseAsync()).ConnectionString;
        await using var first = await ProductProcess.StartAsync(_data, database);
        await using var second = await ProductProcess.StartAsync(_data, database);
        var rush = new Rush(await OpenShowAsync(second));
        var running = rush.RunAsync(await CustomersAsync(second));
        while (rush.Confirmed < 10) await Task.Delay(5);
        await first.KillAsync();
        await running;

        var survivors = await SignInAllAsync(second);
        await rush.SettleAsync(survivors);
        await rush.CheckAsync(survivors, Given);
        await Books.CheckAsync(database, rush.Sold);
    }

    [Fact]
    public async Task A_database_that_stops_at_once_and_comes_back_loses_nothing_that_was_answered()
    {
        await using var server = await Silo.Postgres.Private.PrivatePostgres.StartAsync(
            new Silo.Postgres.Private.PrivatePostgresOptions { DataDirectory = Path.Combine(_data, "database") }, CancellationToken.None);
        await using var product = await ProductProcess.StartAsync(_data, server.SuperuserConnectionString);
        var rush = new Rush(await OpenShowAsync(product));
        var customers = await CustomersAsync(product);
        var running = rush.RunAsync(customers);
        while (rush.Confirmed < 25) await Task.Delay(5);
        await server.StopImmediatelyAsync();
        await running;
        await server.RestartAsync();

        await rush.SettleAsync(customers);
        await rush.CheckAsync(customers, Given);
        await Books.CheckAsync(server.SuperuserConnectionString, rush.Sold);
    }

    [Fact]
    public async Task What_cannot_start_says_why_in_one_sentence()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        await RefusesAsync(ProductProcess.Launch(_data, port), $"Port {port} is in use; choose another one with --port.");
        await RefusesAsync(
            ProductProcess.Launch(_data, Silo.Hosting.FreePort.Next(), "Host=127.0.0.1;Port=1;Username=nobody;Database=nothing"),
            "The PostgreSQL named in ConnectionStrings__Marquee cannot be used");
        var file = Path.Combine(_data, "a-file");
        await File.WriteAllTextAsync(file, "");
        await RefusesAsync(ProductProcess.Launch(file, Silo.Hosting.FreePort.Next()), file);
    }

    [Fact]
    public async Task Interrupted_it_ends_well_without_a_complaint_and_leaves_nothing_running()
    {
        await using var product = await ProductProcess.StartAsync(_data);
        var postmaster = int.Parse((await File.ReadAllLinesAsync(Path.Combine(_data, "postgres", "postmaster.pid")))[0], System.Globalization.CultureInfo.InvariantCulture);
        var said = product.Output;
        Assert.Equal($"Marquee is ready at http://localhost:{product.Url.Port}", said.TrimEnd().Split('\n')[^1]);
        // Whoever looks at seats has the API watch the show.
        using var nobody = product.Client();
        (await nobody.GetAsync($"/v1/shows/{await OpenShowAsync(product)}/seats")).Is(200);
        Assert.Equal(0, await product.InterruptAsync());
        Assert.Equal(said, product.Output);
        Assert.False(IsRunning(postmaster), "The database is still running.");
    }

    /// <summary>A process that has ended may be listed until somebody asks how; that is not running.</summary>
    private static bool IsRunning(int process) =>
        File.Exists($"/proc/{process}/stat") && !File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].TrimStart().StartsWith('Z');

    public void Dispose()
    {
        if (Directory.Exists(_data)) Directory.Delete(_data, recursive: true);
    }

    private static async Task RefusesAsync(ProductProcess product, string sentence)
    {
        await using (product)
        {
            Assert.Equal(1, await product.ExitAsync());
            Assert.Contains(sentence, product.Output, StringComparison.Ordinal);
            Assert.Single(product.Output.TrimEnd().Split('\n'));
        }
    }

    private static async Task<string> OpenShowAsync(ProductProcess product)
    {
        using var admin = await product.SignInAsync(ProductProcess.AdminEmail);
        var movie = (await admin.PostAsync("/v1/admin/movies", Place.MovieBody())).Is(201).Id;
        var theater = (await admin.PostAsync("/v1/admin/theaters", Place.TheaterBody())).Is(201).Id;
        var layout = new { rows = new[] { new { label = "A", category = "silver", seats = $"1-{Seats}" } } };
        var screen = (await admin.PostAsync($"/v1/admin/theaters/{theater}/screens", new { name = "1", layout })).Is(201).Id;
        return (await admin.PostAsync("/v1/admin/shows", new
        {
            movieId = movie, theaterId = theater, screenId = screen, startsAt = DateTimeOffset.UtcNow.AddHours(3), language = "hi",
            prices = new { silver = Place.Inr(20_000) }, rules = new { maxSeats = 10 },
        })).Is(201).Id;
    }

    private static async Task<Dictionary<string, ApiClient>> CustomersAsync(ProductProcess product)
    {
        using var nobody = product.Client();
        foreach (var email in Emails())
            (await nobody.PostAsync("/v1/users", new { email, password = ProductProcess.Password, name = "Somebody" })).Is(201);
        var customers = await SignInAllAsync(product);
        foreach (var customer in customers.Values)
            (await customer.PostAsync("/v1/me/wallet/top-ups", new { amount = Place.Inr(Given), method = "card" })).Is(201);
        return customers;
    }

    private static async Task<Dictionary<string, ApiClient>> SignInAllAsync(ProductProcess product)
    {
        var customers = new Dictionary<string, ApiClient>();
        foreach (var email in Emails()) customers[email] = await product.SignInAsync(email);
        return customers;
    }

    private static IEnumerable<string> Emails() => Enumerable.Range(1, Customers).Select(number => $"customer-{number}@example.test");
}
