using System.Net;
using Marquee.LoadTest.Clusters;
using Marquee.LoadTest.Faults.Proxies;
using Marquee.Tests.Api;
using Marquee.Tests.Postgres;
using Npgsql;
using Xunit;

namespace Marquee.Tests.ClusterProcesses;

/// <summary>What becomes of a cluster, and what an API tells, where the database is gone for all or for one.</summary>
public sealed class OutageTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task A_silo_that_alone_loses_the_database_makes_way_and_its_shows_are_to_be_had_from_another()
    {
        var database = (await postgres.CreateDatabaseAsync()).ConnectionString;
        var server = new NpgsqlConnectionStringBuilder(database);
        await using var way = new TcpProxy(new IPEndPoint(IPAddress.Parse(server.Host!), server.Port));
        (server.Host, server.Port) = ("127.0.0.1", way.Port);
        var theWay = new Dictionary<string, string> { ["ConnectionStrings:Marquee"] = server.ConnectionString };
        await using var house = await ClusterHouse.StartAsync(new LocalClusterOptions
        {
            Silos = 2, Database = new GivenDatabase(database, database), SiloOf = (number, _) => number == 2 ? theWay : new Dictionary<string, string>(),
        }, shows: 10);
        var (stays, leaves) = (house.Cluster.Silos.First(), house.Cluster.Silos.Last());
        foreach (var show in house.Shows) await BookAsync(show, 0);

        way.Cut();
        for (var tries = 0; tries < 600 && leaves.IsRunning; tries++) await Task.Delay(100);
        Assert.False(leaves.IsRunning, leaves.Output);
        Assert.NotEqual(0, leaves.ExitCode);
        Assert.True(stays.IsRunning, stays.Output);
        foreach (var show in house.Shows) await BookAsync(show, 1);

        async Task BookAsync(string show, int guest)
        {
            var wish = new { showId = show, seats = new[] { ClusterHouse.Seat(guest) } };
            ApiAnswer answer;
            while ((answer = await house.Guests[guest].PostAsync("/v1/bookings", wish, $"{show}-{guest}")).Status == 503) await Task.Delay(200);
            Assert.Equal("pending", answer.Is(201).Text("status"));
        }
    }

    [Fact]
    public async Task Without_its_database_a_cluster_asks_to_come_back_and_with_it_goes_on()
    {
        await using var house = await ClusterHouse.StartAsync(silos: 1, shows: 1);
        var wish = new { showId = house.Shows[0], seats = new[] { ClusterHouse.Seat(0) } };
        var server = house.Cluster.Database.Server!;
        await server.StopImmediatelyAsync();
        var answers = await Task.WhenAll(
            house.Guests[0].PostAsync("/v1/bookings", wish, "the-key"), house.Guests[1].GetAsync("/v1/me/wallet"), house.Guests[2].GetAsync("/v1/me"),
            house.Guests[3].GetAsync("/v1/movies?q=some"), house.Guests[4].GetAsync("/health/ready"), house.Guests[5].GetAsync($"/v1/shows/{house.Shows[0]}"));
        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 503, $"{answer.Status} {answer.Body}"));
        Assert.Equal(503, answers[0].Status);
        await server.RestartAsync();
        ApiAnswer again;
        while ((again = await house.Guests[0].PostAsync("/v1/bookings", wish, "the-key")).Status == 503) await Task.Delay(200);
        Assert.Equal("pending", again.Is(201).Text("status"));
    }
}
