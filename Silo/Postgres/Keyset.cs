namespace Marquee.Silo.Postgres;

/// <summary>Where a page ended: the key it is ordered by, and the id that tells equals apart.</summary>
internal readonly record struct Keyset(string Id, string Key)
{
    private const char Separator = '|';
    private const int MostItems = 100;

    public static int Limit(int asked) => Math.Clamp(asked, 1, MostItems);

    public override string ToString() => $"{Id}{Separator}{Key}";

    /// <summary>False where it is none of ours; clients send what they like.</summary>
    public static bool TryRead(string text, out Keyset position)
    {
        var end = text.IndexOf(Separator, StringComparison.Ordinal);
        position = end < 0 ? default : new Keyset(text[..end], text[(end + 1)..]);
        return end >= 0;
    }
}
