using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Marquee.LoadTest.Peers;

/// <summary>
/// What PostgreSQL itself can do with the statements of the PostgreSQL peer, driven by its own pgbench: no web server, no client library.
/// </summary>
/// <param name="connectionString">Of a database that <see cref="PeerDatabase"/> made and filled with halls of this size.</param>
internal sealed partial class PgbenchLimit(string connectionString, int rows, int seatsPerRow, int customers)
{
    /// <summary>Sells two free seats beside each other at a time.</summary>
    /// <param name="wholeBooking">Hold, payment and confirmation, three transactions; otherwise the hold alone.</param>
    /// <param name="firstShow">It and those after it are used up: 1 for s1.</param>
    /// <param name="spreadOver">Shows that are sold at the same time; 1 has everybody at one until it is full, then at the next.</param>
    /// <param name="connections">As many as the peer has in its pool by default.</param>
    /// <exception cref="InvalidOperationException">There is no pgbench, or it fails.</exception>
    public async Task<LimitRate> MeasureAsync(bool wholeBooking, int firstShow, int spreadOver, TimeSpan duration, int connections = BookingStore.Connections)
    {
        var script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(script, PgbenchScript.Of(wholeBooking, firstShow, spreadOver, rows, seatsPerRow, customers));
            var output = await Tool.RunAsync(Program(), Arguments(script, duration, connections), "postgresql-contrib", Environment());
            return new LimitRate(double.Parse(Rate().Match(output).Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        }
        finally
        {
            File.Delete(script);
        }
    }

    private string[] Arguments(string script, TimeSpan duration, int connections)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString);
        return
        [
            "-h", database.Host!, "-p", Text(database.Port), "-U", database.Username!, "-n", "-M", "prepared", "-j", "2",
            "-c", Text(connections), "-T", Text((int)Math.Ceiling(duration.TotalSeconds)), "-f", script,
            "-D", "round=-1", "-D", $"clients={Text(connections)}", "-D", $"run={Text(System.Environment.TickCount)}", database.Database!,
        ];
    }

    private (string, string)[] Environment() =>
        [("PGOPTIONS", BookingStore.Session), ("PGPASSWORD", new NpgsqlConnectionStringBuilder(connectionString).Password ?? "")];

    /// <summary>On the path or, as Debian has it, beside the server.</summary>
    private static string Program()
    {
        if (System.Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "pgbench"))))
            return "pgbench";
        const string servers = "/usr/lib/postgresql";
        if (!Directory.Exists(servers)) return "pgbench";
        var beside = Directory.EnumerateDirectories(servers).Select(version => Path.Combine(version, "bin", "pgbench"));
        return beside.FirstOrDefault(File.Exists) ?? "pgbench";
    }

    [GeneratedRegex(@"^tps = ([\d.]+)", RegexOptions.Multiline)]
    private static partial Regex Rate();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
