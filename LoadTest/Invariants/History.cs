using System.Text.Json;

namespace Marquee.LoadTest.Invariants;

/// <summary>Everything the clients of one generator were told, a line each, kept in a file.</summary>
internal sealed class History : IDisposable
{
    private readonly StreamWriter _file;

    private History(StreamWriter file) => _file = file;

    public static History Create(string path) => new(new StreamWriter(path));

    public void Write(Told told)
    {
        lock (_file) _file.WriteLine(JsonSerializer.Serialize(told));
    }

    /// <summary>The last of each booking, and every request that had no answer.</summary>
    public static IReadOnlyList<Told> Read(IEnumerable<string> paths)
    {
        var lines = paths.SelectMany(File.ReadLines).Select(line => JsonSerializer.Deserialize<Told>(line)!).ToList();
        return [.. lines.Where(told => told.Booking.Length > 0).GroupBy(told => told.Booking, (_, all) => all.Last()), .. lines.Where(told => told.Booking.Length == 0)];
    }

    public void Dispose() => _file.Dispose();
}
