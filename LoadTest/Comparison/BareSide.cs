using System.Globalization;
using Marquee.LoadTest.Load;
using Marquee.Silo.Hosting;

namespace Marquee.LoadTest.Comparison;

/// <summary>A web server that answers the same bytes whatever it is asked: more cannot be had with this client on this machine.</summary>
internal sealed class BareSide : Side
{
    private readonly ChildProcess _process;

    private BareSide(ChildProcess process, int port, int customers)
    {
        (_process, Port) = (process, port);
        Callers = [.. Enumerable.Repeat("", customers)];
        Processes = new Dictionary<string, Func<double>> { ["web server"] = () => ProcessTime.SecondsOf(process.Id) };
    }

    public override string Name => "bare Kestrel";

    public override int Port { get; }

    public override int MostHolds => 100_000;

    public override int MostBookings => 0;

    public override IReadOnlyList<string> Callers { get; }

    public override IReadOnlyDictionary<string, Func<double>> Processes { get; }

    /// <param name="seatMapBytes">As long as the product's own.</param>
    public static async Task<BareSide> StartAsync(int seatMapBytes, int customers)
    {
        var port = FreePort.Next();
        string[] arguments = ["serve", "bare", "--port", Text(port), "--bytes", Text(seatMapBytes)];
        return new BareSide(await ChildProcess.StartAsync(typeof(BareSide).Assembly.Location, arguments, [], "ready"), port, customers);
    }

    public override Task<IReadOnlyList<string>> OpenShowsAsync(int count) => Task.FromResult<IReadOnlyList<string>>([.. Enumerable.Range(1, count).Select(show => $"s{show}")]);

    public override Task RestAsync() => Task.CompletedTask;

    public override Task<IReadOnlyList<string>> CheckAsync() => Task.FromResult<IReadOnlyList<string>>([]);

    public override ValueTask DisposeAsync() => _process.DisposeAsync();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
