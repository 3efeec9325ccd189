using StackExchange.Redis;

namespace Marquee.LoadTest.Peers;

/// <summary>Seats held in Redis: a key for each, which names the booking and ends with the hold. A restart of Redis forgets them.</summary>
internal sealed class RedisHolds(ConnectionMultiplexer redis) : IAsyncDisposable
{
    /// <summary>Sets all the keys or none; a script runs alone, so nobody sees half of it.</summary>
    public const string HoldScript = """
        if redis.call('EXISTS', unpack(KEYS)) > 0 then return 0 end
        for _, seat in ipairs(KEYS) do redis.call('SET', seat, ARGV[1], 'NX', 'EX', 300) end
        return 1
        """;

    /// <summary>Frees only what this booking holds.</summary>
    private const string ReleaseScript = """
        for _, seat in ipairs(KEYS) do
          if redis.call('GET', seat) == ARGV[1] then redis.call('DEL', seat) end
        end
        """;

    private readonly IDatabase _redis = redis.GetDatabase();

    public static async Task<RedisHolds> ConnectAsync(string address) => new(await ConnectionMultiplexer.ConnectAsync(address));

    // The client sends the text once and its hash from then on.
    public async Task<bool> HoldAsync(BookingOrder order) =>
        (int)await _redis.ScriptEvaluateAsync(HoldScript, Keys(order), [order.Booking.ToByteArray()]) == 1;

    public Task ReleaseAsync(BookingOrder order) => _redis.ScriptEvaluateAsync(ReleaseScript, Keys(order), [order.Booking.ToByteArray()]);

    /// <summary>Marks the free seats that are held.</summary>
    public async Task MarkHeldAsync(int show, List<Seat> seats)
    {
        var keys = new RedisKey[seats.Count];
        for (var i = 0; i < keys.Length; i++) keys[i] = Key(show, seats[i].Place);
        var held = await _redis.StringGetAsync(keys);
        for (var i = 0; i < keys.Length; i++)
            if (seats[i].Status == 'f' && held[i].HasValue) seats[i] = seats[i] with { Status = 'h' };
    }

    private static RedisKey[] Keys(BookingOrder order) => Array.ConvertAll(order.Places, place => Key(order.Show, place));

    private static RedisKey Key(int show, int place) => $"seat:{show}:{place}";

    public ValueTask DisposeAsync() => redis.DisposeAsync();
}
