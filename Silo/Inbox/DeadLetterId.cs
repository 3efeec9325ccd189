namespace Marquee.Silo.Inbox;

/// <summary>An event in the group that could not handle it, as text <c>group.event</c>.</summary>
internal readonly record struct DeadLetterId(string Group, Guid Event)
{
    public override string ToString() => $"{Group}.{Event:N}";

    public static bool TryParse(string text, out DeadLetterId id)
    {
        var dot = text.LastIndexOf('.');
        var read = Guid.TryParseExact(text.AsSpan(dot + 1), "N", out var of);
        id = new DeadLetterId(dot > 0 ? text[..dot].Replace('\0', '\uFFFD') : "", of);
        return dot > 0 && read;
    }
}
