using System.Diagnostics;
using System.Globalization;

namespace Marquee.LoadTest.Load;

/// <summary>Processor time of a process and, as PostgreSQL serves each connection with one, of its children. Read from <c>/proc</c>.</summary>
internal static class ProcessTime
{
    private const double TicksPerSecond = 100;

    /// <summary>Seconds until now; those of children that have ended are counted with their parent.</summary>
    public static double SecondsOf(int process, bool withChildren = false)
    {
        if (!OperatingSystem.IsLinux()) return SecondsOf(Process.GetProcessById(process));
        var own = Read(process);
        if (own is null) return 0;
        var seconds = own.Value.Self + (withChildren ? own.Value.Ended : 0);
        if (withChildren) seconds += ChildrenOf(process).Sum(child => Read(child)?.Self ?? 0);
        return seconds;
    }

    public static IEnumerable<int> ChildrenOf(int process)
    {
        var path = $"/proc/{process}/task/{process}/children";
        return File.Exists(path)
            ? File.ReadAllText(path).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture))
            : [];
    }

    private static double SecondsOf(Process process)
    {
        using (process) return process.TotalProcessorTime.TotalSeconds;
    }

    private static (double Self, double Ended)? Read(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            // The name in parentheses may hold anything; what follows it is regular. Fields 14 to 17 are utime, stime, cutime, cstime.
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return ((Ticks(fields[11]) + Ticks(fields[12])) / TicksPerSecond, (Ticks(fields[13]) + Ticks(fields[14])) / TicksPerSecond);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static double Ticks(string field) => double.Parse(field, CultureInfo.InvariantCulture);
}
