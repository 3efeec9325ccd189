using System.Diagnostics;
using Xunit;

namespace Marquee.Tests.Hostile;

/// <summary>Clients that hold connections instead of asking for something.</summary>
[Collection("postgres")]
public sealed class SlowClientTests(ImpatientProduct product) : IClassFixture<ImpatientProduct>
{
    private const string Get = "GET /v1/cities HTTP/1.1\r\nHost: localhost\r\n";
    private const string Post = "POST /v1/users HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";

    private static readonly string SlowHeader = $"x-slow: {new string('a', 60)}";

    // White space, or it would be refused as no JSON before it is too slow.
    private static readonly string SlowBody = new(' ', 60);

    // The limits are 3 s for headers and idleness, 5 s of grace for a body; the server looks once a second, and the machine may be busy.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan AfterGrace = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Headers_that_trickle_in_are_given_up()
    {
        var (held, answer) = await HoldAsync(Get, SlowHeader);
        Assert.InRange(held, TimeSpan.FromSeconds(1), Soon);
        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_trickles_in_is_given_up_with_a_reason()
    {
        var (held, answer) = await HoldAsync(Post, SlowBody);
        Assert.InRange(held, TimeSpan.FromSeconds(4), AfterGrace);
        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("request-timeout", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_says_nothing_is_closed()
    {
        var (held, answer) = await HoldAsync("", "");
        Assert.InRange(held, TimeSpan.FromSeconds(1), Soon);
        Assert.Empty(answer);
    }

    [Theory]
    [InlineData(Get)]
    [InlineData(Post)]
    [InlineData("")]
    public async Task A_connection_of_which_one_half_is_closed_ends(string sent)
    {
        using var client = await SlowClient.ConnectAsync(product.Url);
        var (held, _) = await client.HoldAsync(sent, "", halfClose: true);
        Assert.InRange(held, TimeSpan.Zero, Soon);
    }

    [Fact]
    public async Task Hundreds_of_slow_clients_do_not_keep_others_waiting_and_all_of_them_end()
    {
        (string Now, string Slowly)[] kinds = [(Get, SlowHeader), (Post, SlowBody), ("", ""), (Get, "")];
        using var nobody = product.Nobody();
        (await nobody.GetAsync("/v1/cities")).Is(200);
        var slow = Enumerable.Range(0, 400).Select(i => HoldAsync(kinds[i % kinds.Length].Now, kinds[i % kinds.Length].Slowly)).ToArray();
        var all = Task.WhenAll(slow);
        var (slowest, answered) = (TimeSpan.Zero, 0);
        while (!all.IsCompleted)
        {
            var start = Stopwatch.GetTimestamp();
            (await nobody.GetAsync("/v1/cities")).Is(200);
            var took = Stopwatch.GetElapsedTime(start);
            if (took > slowest) slowest = took;
            answered++;
            await Task.Delay(20);
        }

        Assert.True(slowest < TimeSpan.FromSeconds(1), $"A normal client waited for {slowest}.");
        Assert.True(answered > 50, $"A normal client had {answered} answers.");
        Assert.All(await all, client => Assert.InRange(client.Held, TimeSpan.Zero, AfterGrace));
    }

    [Fact]
    public async Task Connections_above_the_limit_are_closed_and_there_is_room_again_when_others_go()
    {
        var silent = new List<SlowClient>();
        for (var i = 0; i < ImpatientProduct.Connections; i++) silent.Add(await SlowClient.ConnectAsync(product.Url));
        var (held, answer) = await HoldAsync("", "");
        Assert.InRange(held, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Empty(answer);

        foreach (var client in silent) client.Dispose();
        await Cluster.BookingCluster.Eventually(200, async () =>
        {
            try
            {
                using var nobody = product.Nobody();
                return (await nobody.GetAsync("/v1/cities")).Status;
            }
            catch (HttpRequestException)
            {
                return 0;
            }
        });
    }

    private async Task<(TimeSpan Held, string Answer)> HoldAsync(string now, string slowly)
    {
        using var client = await SlowClient.ConnectAsync(product.Url);
        return await client.HoldAsync(now, slowly);
    }
}
