using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;

namespace Marquee.LoadTest.Scale;

/// <summary>What of a .NET process' memory is in use: it is made to collect its garbage, and then asked.</summary>
/// <param name="Heap">Bytes in the managed heap after a full collection.</param>
/// <param name="WorkingSet">Bytes of the whole process that are in the machine's memory.</param>
internal sealed record ManagedHeap(long Heap, long WorkingSet)
{
    private const string HeapSize = "dotnet_gc_last_collection_heap_size_bytes{";
    private const int Collections = 3;

    /// <summary>A session with this keyword begins with a full collection: it is how heap dumps are taken.</summary>
    private static readonly EventPipeProvider Collect = new("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, 0x800000);

    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(3);

    /// <param name="port">Where it serves <c>/metrics</c>.</param>
    public static async Task<ManagedHeap> MeasureAsync(int process, int port)
    {
        // More than one: what finalizers let go is garbage only in the next.
        for (var i = 0; i < Collections; i++) await CollectAsync(process);
        using var http = new HttpClient();
        var metrics = await http.GetStringAsync(new Uri($"http://localhost:{port}/metrics"));
        var heap = metrics.Split('\n').Where(line => line.StartsWith(HeapSize, StringComparison.Ordinal)).Sum(ValueOf);
        var pages = File.ReadAllText($"/proc/{process}/statm").Split(' ')[1];
        return new ManagedHeap(heap, long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize);
    }

    private static async Task CollectAsync(int process)
    {
        using var session = await new DiagnosticsClient(process).StartEventPipeSessionAsync([Collect], requestRundown: false, token: CancellationToken.None);
        // Nobody reads the events, but somebody must take them.
        var taken = session.EventStream.CopyToAsync(Stream.Null);
        await Task.Delay(Enough);
        await session.StopAsync(CancellationToken.None);
        await taken;
    }

    private static long ValueOf(string line)
    {
        var fields = line[(line.IndexOf('}', StringComparison.Ordinal) + 2)..].Split(' ');
        return (long)double.Parse(fields[0], CultureInfo.InvariantCulture);
    }
}
