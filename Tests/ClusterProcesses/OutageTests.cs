using Marquee.Tests.Api;
using Xunit;

namespace Marquee.Tests.ClusterProcesses;

/// <summary>What an API tells of troubles that it is told of by a silo in another process.</summary>
public sealed class OutageTests
{
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
