using System.Collections.Immutable;

namespace Marquee.Users.Domain;

/// <param name="SignsFrom">When it takes over from the one before.</param>
/// <param name="Private">PKCS #8.</param>
internal sealed record RingKey(string Id, DateTimeOffset SignsFrom, ReadOnlyMemory<byte> Private);

/// <param name="SignsFor">How long a key signs.</param>
/// <param name="ToldAhead">How long before it signs a key is published, so that every verifier has it in time.</param>
/// <param name="KeptAfter">How long a key that no longer signs is published: longer than any token it signed is good for.</param>
internal sealed record KeySchedule(TimeSpan SignsFor, TimeSpan ToldAhead, TimeSpan KeptAfter);

/// <summary>The keys at one moment, by when they sign. Always the same answer for the same clock, so that every silo picks the same key.</summary>
internal sealed record KeyRing(ImmutableArray<RingKey> Keys)
{
    public static KeyRing Empty { get; } = new([]);

    /// <summary>The key that signs at that time: the newest whose time has come.</summary>
    public RingKey? SignerAt(DateTimeOffset now) => Keys.LastOrDefault(key => key.SignsFrom <= now) ?? Keys.FirstOrDefault();

    /// <summary>The ring as it should be now: with the next key where its time to be told has come, without those long out of use.</summary>
    public KeyRing At(DateTimeOffset now, KeySchedule schedule, Func<DateTimeOffset, RingKey> make)
    {
        var keys = Keys;
        if (keys.IsEmpty) return new([make(now)]);
        if (NextDue(keys[^1], now, schedule) is { } due) keys = keys.Add(make(due));
        while (keys.Length > 1 && keys[1].SignsFrom + schedule.KeptAfter <= now) keys = keys.RemoveAt(0);
        return keys == Keys ? this : new(keys);
    }

    private static DateTimeOffset? NextDue(RingKey newest, DateTimeOffset now, KeySchedule schedule)
    {
        var ends = newest.SignsFrom + schedule.SignsFor;
        if (now < ends - schedule.ToldAhead) return null;
        // Nobody may have asked for so long that the moment is past; then the key still has to be told before it signs.
        var earliest = now + schedule.ToldAhead;
        return ends > earliest ? ends : earliest;
    }
}
