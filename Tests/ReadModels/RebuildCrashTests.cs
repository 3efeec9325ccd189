using Marquee.ReadModels;
using Marquee.Silo.ReadModels;
using Marquee.Tests.Api;
using Marquee.Tests.Faults;
using Marquee.Tests.Postgres;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Serialization;
using Xunit;

namespace Marquee.Tests.ReadModels;

/// <summary>The process that writes read models anew is killed in the middle.</summary>
[Collection("postgres")]
public sealed class RebuildCrashTests(PostgresFixture postgres) : IDisposable
{
    private const string Path = "/v1/admin/read-models/rebuild";
    private readonly string _data = Directory.CreateTempSubdirectory("marquee-rebuild-").FullName;

    [Fact]
    public async Task Another_goes_on_where_it_ended()
    {
        string[] settings = ["ReadModels:BatchSize=1", "ReadModels:Poll=00:00:00.1"];
        var database = (await postgres.CreateDatabaseAsync()).ConnectionString;
        await using var source = NpgsqlDataSource.Create(database);
        string job;
        long done;
        await using (var product = await ProductProcess.StartAsync(_data, database, settings))
        {
            using var admin = await product.SignInAsync(ProductProcess.AdminEmail);
            Assert.Equal("never", (await admin.GetAsync(Path)).Is(200).Text("status"));
            await BookAsync(admin);
            await UntilAsync(async () => (long)(await ScalarAsync(source, "SELECT count(*) FROM booking_view"))! == 3 && (long)(await ScalarAsync(source, "SELECT count(*) FROM outbox"))! == 0);
            await ScalarAsync(source, "UPDATE booking_view SET status = 'lost', version = 99");

            // Somebody has the row of the second booking, so the work cannot get past the first.
            await using var held = await source.OpenConnectionAsync();
            await using var transaction = await held.BeginTransactionAsync();
            await using (var hold = new NpgsqlCommand("SELECT FROM booking_view WHERE id = (SELECT id FROM booking_view ORDER BY id OFFSET 1 LIMIT 1) FOR UPDATE", held, transaction)) await hold.ExecuteNonQueryAsync();
            job = (await admin.PostAsync(Path)).Is(202).Id;
            await UntilAsync(async () => (long)(await ScalarAsync(source, "SELECT count(*) FROM booking_view WHERE status = 'pending'"))! == 1);
            var stands = (await admin.GetAsync(Path)).Is(200);
            Assert.Equal(("running", "bookings"), (stands.Text("status"), stands.Text("step")));
            done = stands.Number("done");
            await product.KillAsync();
        }

        // What was done is not done again.
        await ScalarAsync(source, "UPDATE booking_view SET status = 'seen' WHERE status = 'pending'");
        var ended = await GoOnAsync(source);
        Assert.Equal((job, done + 2, 0), (ended.Id.ToString(), ended.Done, ended.Failed));
        Assert.Equal("pending,pending,seen", await ScalarAsync(source, "SELECT string_agg(status, ',' ORDER BY status) FROM booking_view"));
    }

    /// <summary>As the worker of another silo does.</summary>
    private static async Task<RebuildView> GoOnAsync(NpgsqlDataSource source)
    {
        await using var silo = new ServiceCollection().AddLogging().AddSerializer().AddSingleton(TimeProvider.System).AddSingleton(source)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddReadModelRebuild().BuildServiceProvider();
        for (var deadline = DateTime.UtcNow.AddSeconds(60); ; await Task.Delay(20))
        {
            try
            {
                while (await silo.GetRequiredService<ReadModelRebuild>().WorkAsync(CancellationToken.None) is { } view)
                    if (!view.Running) return view;
            }
            catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.LockNotAvailable)
            {
                // The server has not ended the session of the process that was killed yet.
            }

            Assert.True(DateTime.UtcNow < deadline, "It does not come to its end.");
        }
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private static async Task BookAsync(ApiClient admin)
    {
        var movie = (await admin.PostAsync("/v1/admin/movies", Place.MovieBody())).Is(201).Id;
        var theater = (await admin.PostAsync("/v1/admin/theaters", Place.TheaterBody())).Is(201).Id;
        var screen = (await admin.PostAsync($"/v1/admin/theaters/{theater}/screens", Place.ScreenBody())).Is(201).Id;
        var show = (await admin.PostAsync("/v1/admin/shows", Place.ShowBody(movie, theater, screen, TimeSpan.FromHours(3)))).Is(201).Id;
        foreach (var seat in new[] { "A1", "B1", "C1" }) (await admin.PostAsync("/v1/bookings", new { showId = show, seats = new[] { seat } })).Is(201);
    }

    private static async Task<object?> ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private static async Task UntilAsync(Func<Task<bool>> reached)
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(60); !await reached(); await Task.Delay(20))
            Assert.True(DateTime.UtcNow < deadline, "It did not come to that within a minute.");
    }
}
