using System.Text;
using Marquee.LoadTest.Streams;
using Xunit;

namespace Marquee.Tests.SeatStreams;

public sealed class EventParserTests
{
    private const string First = "event: snapshot\nid: 3\ndata: {\"rows\":[]}";
    private const string Second = "event: change\nid: 4\ndata: {\"version\":4,\"seats\":{\"A1\":\"held\"}}";
    private static readonly string Answer = Chunk($"{First}\n\n") + Chunk(":\n\n") + Chunk(Second[..20]) + Chunk($"{Second[20..]}\n\n");

    [Fact]
    public void Events_are_whole_however_their_bytes_come()
    {
        var bytes = Encoding.ASCII.GetBytes(Answer);
        for (var size = 1; size <= bytes.Length; size++)
        {
            var heard = new List<string>();
            var parser = new EventParser(text => heard.Add(Encoding.ASCII.GetString(text.Span)));
            foreach (var piece in bytes.Chunk(size)) parser.Feed(piece);
            Assert.Equal([First, ":", Second], heard);
        }
    }

    [Fact]
    public void The_end_of_the_stream_is_told() => Assert.Throws<IOException>(() => new EventParser(_ => { }).Feed("0\r\n\r\n"u8));

    [Fact]
    public void What_is_no_chunk_is_told() => Assert.Throws<IOException>(() => new EventParser(_ => { }).Feed("hello\r\n"u8));

    [Fact]
    public void An_event_has_a_kind_a_version_and_data()
    {
        Assert.True(SeatEvent.TryRead(Encoding.ASCII.GetBytes(Second), out var change));
        Assert.Equal((false, 4, "{\"version\":4,\"seats\":{\"A1\":\"held\"}}"), (change.IsSnapshot, change.Version, Encoding.ASCII.GetString(change.Data)));
        Assert.True(SeatEvent.TryRead(Encoding.ASCII.GetBytes(First), out var snapshot) && snapshot.IsSnapshot);
        Assert.False(SeatEvent.TryRead(":"u8, out _));
    }

    private static string Chunk(string text) => $"{text.Length:x}\r\n{text}\r\n";
}
