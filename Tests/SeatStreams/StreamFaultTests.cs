using System.Net;
using System.Net.Sockets;
using System.Text;
using Marquee.LoadTest.Streams;
using Xunit;

namespace Marquee.Tests.SeatStreams;

/// <summary>A stream that is told everything beside one that is not, from a server that does as it is told.</summary>
public sealed class StreamFaultTests : IDisposable
{
    private static readonly string[] All = [Snapshot(3), Change(4, "A1"), Change(5, "A2"), Change(6, "A3")];

    private readonly List<TcpClient> _served = [];

    [Fact]
    public async Task A_stream_that_was_told_everything_has_no_fault() => Assert.Null(await FaultAsync(All));

    [Fact]
    public async Task A_change_that_never_came_is_found() => Assert.Equal("was told other changes than the first", await FaultAsync([All[0], All[1], All[3]]));

    [Fact]
    public async Task A_change_that_is_not_as_it_was_is_found() => Assert.Equal("was told other changes than the first", await FaultAsync([All[0], All[1], Change(5, "A9"), All[3]]));

    [Fact]
    public async Task A_change_that_came_twice_is_found() => Assert.Equal("was told 1 changes out of order", await FaultAsync([All[0], All[1], All[1], All[2], All[3]]));

    [Fact]
    public async Task A_change_that_came_late_is_found() => Assert.Equal("was told 1 changes out of order", await FaultAsync([All[0], All[2], All[1], All[3]]));

    [Fact]
    public async Task A_stream_that_stops_short_is_found() => Assert.Equal("stopped at version 5 of 6", await FaultAsync(All[..3]));

    [Fact]
    public async Task A_stream_that_is_given_the_map_anew_has_no_fault() => Assert.Null(await FaultAsync([All[0], Snapshot(6)]));

    [Fact]
    public void A_map_that_was_told_wrongly_is_found()
    {
        var map = new WatchedMap();
        map.Apply(Encoding.ASCII.GetBytes(Snapshot(3)));
        map.Apply(Encoding.ASCII.GetBytes(Change(4, "A1")));
        var now = System.Text.Json.JsonElement.Parse("""{"rows":[{"seats":[{"label":"A1","status":"held"},{"label":"A2","status":"sold"}]}]}""");
        Assert.Equal(["A2"], map.Differences(now));
        Assert.Equal([(4L, "A1")], map.Holds);
    }

    public void Dispose() => _served.ForEach(client => client.Dispose());

    private async Task<string?> FaultAsync(string[] events)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var whole = await ListenAsync(server, All);
        var listener = await ListenAsync(server, events);
        using (whole) using (listener) return StreamFaults.Of(listener, whole, 6);
    }

    private async Task<SeatListener> ListenAsync(TcpListener server, string[] events)
    {
        var opening = SeatListener.OpenAsync(0, 0, "some-show", ((IPEndPoint)server.LocalEndpoint).Port);
        var client = await server.AcceptTcpClientAsync();
        _served.Add(client);
        var answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + string.Concat(events.Select(text => $"{text.Length + 2:x}\r\n{text}\n\n\r\n"));
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer));
        var listener = await opening;
        var changes = events.Count(text => text.Contains("change", StringComparison.Ordinal));
        while (listener.Arrivals.Count < changes || listener.Snapshots < events.Length - changes) await Task.Delay(5);
        return listener;
    }

    private static string Snapshot(int version) => $"event: snapshot\nid: {version}\ndata: {{\"rows\":[{{\"seats\":[{{\"label\":\"A1\",\"status\":\"free\"}},{{\"label\":\"A2\",\"status\":\"free\"}}]}}]}}";

    private static string Change(int version, string seat) => $"event: change\nid: {version}\ndata: {{\"version\":{version},\"seats\":{{\"{seat}\":\"held\"}}}}";
}
