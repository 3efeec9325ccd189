using System.Collections.Concurrent;
using System.Text;
using Marquee.LoadTest.Load;

namespace Marquee.LoadTest.Comparison;

/// <summary>One of those compared: a process that answers the same requests, and the books it keeps of what it did.</summary>
internal abstract class Side : IAsyncDisposable
{
    private const string BookingsPath = "/v1/bookings";
    private const int MostTries = 40;
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(250);

    /// <summary>Ids of bookings that a client was told are confirmed.</summary>
    private readonly ConcurrentBag<string> _confirmed = [];

    public abstract string Name { get; }

    public abstract int Port { get; }

    /// <summary>Of all its shows.</summary>
    public virtual Hall Hall => Hall.Large;

    /// <summary>Where a hold alone is asked for.</summary>
    public virtual string HoldPath => BookingsPath;

    /// <summary>Header lines by which each customer is known.</summary>
    public abstract IReadOnlyList<string> Callers { get; }

    /// <summary>What takes processor time for this side, by name.</summary>
    public abstract IReadOnlyDictionary<string, Func<double>> Processes { get; }

    protected IReadOnlyCollection<string> Confirmed => _confirmed;

    /// <summary>False where it knows nothing of seats that somebody could look at.</summary>
    public virtual bool HasSeatMaps => true;

    /// <summary>More than it can do in a second: so many must there be seats for.</summary>
    public abstract int MostHolds { get; }

    public abstract int MostBookings { get; }

    /// <summary>
    /// Shows that nobody has booked yet. PostgreSQL has looked at its tables since they were filled: a plan made for an empty one stays bad
    /// as long as its connection.
    /// </summary>
    public abstract Task<IReadOnlyList<string>> OpenShowsAsync(int count);

    /// <summary>Waits until nothing that was put off is left to do.</summary>
    public abstract Task RestAsync();

    /// <summary>What is wrong with the books, after everything has come to rest; nothing where all is well.</summary>
    public abstract Task<IReadOnlyList<string>> CheckAsync();

    public abstract ValueTask DisposeAsync();

    /// <summary>Asks for two seats, and waits until they are held.</summary>
    public Deed Hold(IReadOnlyList<string> shows, Func<long, Place> placeOf, string run) => async (connection, buffer, turn, cancellation) =>
    {
        var answer = await connection.SendAsync(Request(buffer, HoldPath, shows, placeOf(turn), $"{run}-{turn}"), cancellation);
        if (answer.Status != 201) throw Refused("a hold", answer);
        return true;
    };

    /// <summary>From the hold to the confirmed booking, paid from the wallet.</summary>
    public Deed Book(IReadOnlyList<string> shows, Func<long, Place> placeOf, string run) => async (connection, buffer, turn, cancellation) =>
    {
        var (place, key) = (placeOf(turn), $"{run}-{turn}");
        var held = await connection.SendAsync(Request(buffer, BookingsPath, shows, place, key), cancellation);
        if (held.Status != 201) throw Refused("a hold", held);
        return await PayAsync(connection, buffer, place, IdOf(held.Body.Span), key, cancellation) == 201;
    };

    /// <summary>
    /// As people come to a house that has too much to do: sent away one leaves, but with seats in hand one asks again until they are paid.
    /// </summary>
    public Visit Come(IReadOnlyList<string> shows, Func<long, Place> placeOf, string run, bool pays) => async (connection, buffer, turn) =>
    {
        var (place, key) = (placeOf(turn), $"{run}-{turn}");
        var held = await connection.SendAsync(Request(buffer, BookingsPath, shows, place, key), CancellationToken.None);
        if (held.Status != 201) return held.Status switch { 503 => Ending.SentAway, 409 => Ending.Taken, _ => Ending.Failed };
        if (!pays) return Ending.Served;
        var id = IdOf(held.Body.Span);
        for (var tries = 0; tries < MostTries; tries++)
        {
            var status = await PayAsync(connection, buffer, place, id, key, CancellationToken.None);
            if (status != 503) return status == 201 ? Ending.Served : Ending.Failed;
            await Task.Delay(AskAgainAfter);
        }

        return Ending.Failed;
    };

    /// <summary>Reads a seat map.</summary>
    public static Deed Read(IReadOnlyList<string> shows) => async (connection, buffer, turn, cancellation) =>
    {
        var answer = await connection.SendAsync(buffer.Get($"/v1/shows/{shows[(int)(turn % shows.Count)]}/seats"), cancellation);
        return answer.Status == 200 && answer.Body.Length > 0;
    };

    /// <summary>Answers the status, and zero where a payment was made that has not succeeded.</summary>
    private async ValueTask<int> PayAsync(HttpConnection connection, RequestBuffer buffer, Place place, string booking, string key, CancellationToken cancellation)
    {
        var paid = await connection.SendAsync(
            buffer.Post($"{BookingsPath}/{booking}/payments", Callers[place.Customer], key, """{"method":"wallet"}"""), cancellation);
        if (paid.Status != 201) return paid.Status;
        if (paid.Body.Span.IndexOf("\"status\":\"succeeded\""u8) < 0) return 0;
        _confirmed.Add(booking);
        return 201;
    }

    private InvalidOperationException Refused(string what, HttpAnswer answer) =>
        new($"{Name} answered {what} with {answer.Status}: {Encoding.UTF8.GetString(answer.Body.Span)}");

    private ReadOnlyMemory<byte> Request(RequestBuffer buffer, string path, IReadOnlyList<string> shows, Place place, string key) =>
        buffer.Post(path, Callers[place.Customer], key, $$"""{"showId":"{{shows[place.Show]}}","seats":[{{Hall.SeatsOf(place.Pair)}}]}""");

    private static string IdOf(ReadOnlySpan<byte> body)
    {
        var start = body.IndexOf("\"id\":\""u8) + 6;
        return start < 6 ? throw new IOException("A booking has no id.") : Encoding.ASCII.GetString(body.Slice(start, body[start..].IndexOf((byte)'"')));
    }
}
