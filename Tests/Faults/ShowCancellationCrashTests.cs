using Marquee.Tests.Api;
using Npgsql;
using Xunit;

namespace Marquee.Tests.Faults;

/// <summary>A canceled show pays its customers back, and the process that does so is killed.</summary>
[Collection("postgres")]
public sealed class ShowCancellationCrashTests(Postgres.PostgresFixture postgres) : IDisposable
{
    private const int Customers = 12;
    private const int SeatsEach = 10;
    private const int Given = 10_000_000;
    private readonly string _data = Directory.CreateTempSubdirectory("marquee-fault-").FullName;

    [Fact]
    public async Task Killed_while_it_pays_back_it_goes_on_and_everybody_has_all_of_it_once()
    {
        var database = (await postgres.CreateDatabaseAsync()).ConnectionString;
        string path;
        long done;
        await using (var product = await ProductProcess.StartAsync(_data, database))
        {
            using var admin = await product.SignInAsync(ProductProcess.AdminEmail);
            var show = await OpenShowAsync(admin);
            await Task.WhenAll(Enumerable.Range(0, Customers - 1).Select(number => BuyAsync(product, show, number)));
            await BuyAsync(product, show, Customers - 1);
            path = $"/v1/admin/shows/{show}/cancellation";

            // Somebody has the wallet's row of who bought last and is paid back last, so the work cannot get to its end, however fast it is.
            await using var source = NpgsqlDataSource.Create(database);
            await using var held = await source.OpenConnectionAsync();
            await using var transaction = await held.BeginTransactionAsync();
            await using (var hold = new NpgsqlCommand("SELECT 1 FROM grain_state WHERE grain_type = 'wallet/wallet' AND grain_key = $1 FOR UPDATE", held, transaction))
            {
                hold.Parameters.Add(new() { Value = await WalletOfAsync(product, Customers - 1) });
                Assert.NotNull(await hold.ExecuteScalarAsync());
            }

            (await admin.PostAsync(path, new { reason = "fire" })).Is(202);
            while ((done = (await admin.GetAsync(path)).Is(200).Number("done")) == 0) await Task.Delay(20);
            await product.KillAsync();
        }

        Assert.InRange(done, 1, (Customers * SeatsEach) - 1);
        await using var again = await ProductProcess.StartAsync(_data, database);
        using var back = await again.SignInAsync(ProductProcess.AdminEmail);
        var answer = (await back.GetAsync(path)).Is(200);
        for (var tries = 0; tries < 600 && answer.Text("status") != "done"; tries++)
        {
            await Task.Delay(100);
            answer = (await back.GetAsync(path)).Is(200);
        }

        Assert.Equal(("done", Customers * SeatsEach, 0, 0), (answer.Text("status"), answer.Number("done"), answer.Number("pending"), answer.Number("failed")));
        for (var number = 0; number < Customers; number++)
        {
            using var customer = await again.SignInAsync(Email(number));
            Assert.Equal(Given, (await customer.GetAsync("/v1/me/wallet")).Is(200).Number("balance", "amount"));
        }

        await Books.CheckAsync(database, 0);
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private static string Email(int number) => $"customer-{number}@example.test";

    private static async Task<string> WalletOfAsync(ProductProcess product, int number)
    {
        using var customer = await product.SignInAsync(Email(number));
        return (await customer.GetAsync("/v1/me")).Is(200).Id;
    }

    private static async Task<string> OpenShowAsync(ApiClient admin)
    {
        var movie = (await admin.PostAsync("/v1/admin/movies", Place.MovieBody())).Is(201).Id;
        var theater = (await admin.PostAsync("/v1/admin/theaters", Place.TheaterBody())).Is(201).Id;
        var layout = new { rows = new[] { new { label = "A", category = "silver", seats = $"1-{Customers * SeatsEach}" } } };
        var screen = (await admin.PostAsync($"/v1/admin/theaters/{theater}/screens", new { name = "1", layout })).Is(201).Id;
        return (await admin.PostAsync("/v1/admin/shows", new
        {
            movieId = movie, theaterId = theater, screenId = screen, startsAt = DateTimeOffset.UtcNow.AddHours(3), language = "hi", prices = new { silver = Place.Inr(20_000) },
        })).Is(201).Id;
    }

    private static async Task BuyAsync(ProductProcess product, string show, int number)
    {
        using var nobody = product.Client();
        (await nobody.PostAsync("/v1/users", new { email = Email(number), password = ProductProcess.Password, name = "Somebody" })).Is(201);
        using var customer = await product.SignInAsync(Email(number));
        (await customer.PostAsync("/v1/me/wallet/top-ups", new { amount = Place.Inr(Given), method = "card" })).Is(201);
        for (var seat = 1; seat <= SeatsEach; seat++)
        {
            var booking = (await customer.PostAsync("/v1/bookings", new { showId = show, seats = new[] { $"A{(number * SeatsEach) + seat}" } })).Is(201).Id;
            (await customer.PostAsync($"/v1/bookings/{booking}/payments", new { method = "wallet" })).Is(201);
        }
    }
}
