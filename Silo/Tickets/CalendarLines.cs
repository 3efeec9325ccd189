using System.Text;

namespace Marquee.Silo.Tickets;

/// <summary>
/// Content lines of a calendar: at most 75 octets each, longer ones go on behind a line break and a space, and no character is cut in two.
/// RFC 5545, section 3.1.
/// </summary>
internal sealed class CalendarLines
{
    private const int MostOctets = 75;
    private readonly StringBuilder _text = new();

    /// <summary>A value that needs no escaping.</summary>
    public void Add(string name, string value)
    {
        var left = MostOctets;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            if (rune.Utf8SequenceLength > left)
            {
                _text.Append("\r\n ");
                left = MostOctets - 1;
            }

            _text.Append(rune.ToString());
            left -= rune.Utf8SequenceLength;
        }

        _text.Append("\r\n");
    }

    /// <summary>A text as people write it. RFC 5545, section 3.3.11.</summary>
    public void AddText(string name, string text) => Add(name, text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\r\n", "\\n", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal));

    public override string ToString() => _text.ToString();
}
