using System.Text;
using Xunit;

namespace Marquee.Tests.Tickets;

/// <summary>Reads a calendar as RFC 5545 has it: unfolds the lines, and takes names, parameters and values apart.</summary>
internal sealed record CalendarFile(IReadOnlyList<(string Name, string Parameters, string Value)> Lines)
{
    public static CalendarFile Read(byte[] file)
    {
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        var raw = text[..^2].Split("\r\n");
        Assert.All(raw, line =>
        {
            Assert.InRange(Encoding.UTF8.GetByteCount(line), 1, 75);
            Assert.DoesNotContain(line, character => character is '\r' or '\n');
        });
        var unfolded = new List<string>();
        foreach (var line in raw)
            if (line[0] == ' ') unfolded[^1] += line[1..];
            else unfolded.Add(line);
        return new CalendarFile([.. unfolded.Select(Parse)]);
    }

    public string Value(string name) => Lines.Single(line => line.Name == name).Value;

    public string Value(string name, string component) => Inside(component).Value(name);

    public string Parameters(string name) => Lines.Single(line => line.Name == name).Parameters;

    /// <summary>A value of text without its escapes.</summary>
    public string Text(string name)
    {
        var (value, text) = (Value(name), new StringBuilder());
        for (var i = 0; i < value.Length; i++)
        {
            Assert.False(value[i] is ',' or ';', $"{name} has a separator that is not escaped.");
            if (value[i] != '\\') text.Append(value[i]);
            else text.Append(value[++i] switch { 'n' or 'N' => '\n', '\\' or ',' or ';' => value[i], _ => throw new FormatException($"\\{value[i]} is no escape.") });
        }

        return text.ToString();
    }

    /// <summary>The lines of one component, those around it left out.</summary>
    public CalendarFile Inside(string component, int which = 0)
    {
        var starts = Enumerable.Range(0, Lines.Count).Where(i => Lines[i] is { Name: "BEGIN" } line && line.Value == component).ElementAt(which);
        return new CalendarFile([.. Lines.Skip(starts + 1).TakeWhile(line => line.Name != "END" || line.Value != component)]);
    }

    public bool Has(string component) => Lines.Any(line => line.Name == "BEGIN" && line.Value == component);

    private static (string Name, string Parameters, string Value) Parse(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var head = line[..colon].Split(';', 2);
        return (head[0], head.Length > 1 ? head[1] : "", line[(colon + 1)..]);
    }
}
