using System.Globalization;

namespace Marquee.Silo.Postgres;

/// <summary>Where a page ended: the key it is ordered by, and the id that tells equals apart.</summary>
internal readonly record struct Keyset(string Id, string Key)
{
    private const char Separator = '|';
    private const int MostItems = 100;

    public static int Limit(int asked) => Math.Clamp(asked, 1, MostItems);

    public override string ToString() => $"{Id}{Separator}{Key}";

    /// <summary>By time, where the column keeps microseconds and what is in memory more: it is compared with the column.</summary>
    public static Keyset OfTime(string id, DateTimeOffset at) =>
        new(id, (at.UtcTicks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads what <see cref="OfTime"/> wrote; null, for the first page, is none. False where it is no position that a page ended with.</summary>
    public static bool TryReadTime(string? text, out DateTimeOffset? at, out string? id)
    {
        (at, id) = (null, null);
        if (text is null) return true;
        if (!TryRead(text, out var position) || !long.TryParse(position.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var micros)
            || micros > DateTimeOffset.MaxValue.UtcTicks / TimeSpan.TicksPerMicrosecond) return false;
        (at, id) = (new DateTimeOffset(micros * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero), position.Id);
        return true;
    }

    /// <summary>False where it is none of ours; clients send what they like.</summary>
    public static bool TryRead(string text, out Keyset position)
    {
        var end = text.IndexOf(Separator, StringComparison.Ordinal);
        position = end < 0 ? default : new Keyset(text[..end], text[(end + 1)..]);
        return end >= 0;
    }
}
