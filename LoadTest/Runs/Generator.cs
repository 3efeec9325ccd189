using System.Diagnostics;
using System.Text.Json;
using Marquee.LoadTest.Invariants;
using Marquee.LoadTest.Journeys;

namespace Marquee.LoadTest.Runs;

/// <summary>
/// <c>LoadTest generate</c>: one of the processes that are visitors. Told what to do on its standard input, it says that it is ready, waits
/// for a line, and tells every second what happened.
/// </summary>
internal sealed class Generator : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly Orders _orders;
    private readonly Tallies _tallies = new();
    private readonly History _history;
    private readonly HttpClient _http;
    private readonly Mix<JourneyKind> _mix;
    private readonly Mix<PayWith> _pay;
    private readonly Zipf _zipf;
    private readonly Customer[] _customers;

    private Generator(Orders orders)
    {
        _orders = orders;
        _history = History.Create(orders.History);
        _http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { Timeout = TimeSpan.FromSeconds(30) };
        _customers = [.. orders.Stage.Customers.Select(session => new Customer(session, TimeProvider.System))];
        _zipf = new Zipf(orders.Stage.Shows.Count, orders.Zipf);
        if (!Mix<JourneyKind>.TryParse(orders.Mix, out _mix, out var error) || !Mix<PayWith>.TryParse(orders.Pay, out _pay, out error)) throw new InvalidDataException(error);
    }

    public static async Task RunAsync(TextReader input, TextWriter output)
    {
        using var generator = new Generator(JsonSerializer.Deserialize<Orders>(await input.ReadLineAsync() ?? "")!);
        await SayAsync(output, new Said(null, null));
        await input.ReadLineAsync();
        await generator.RunAsync(output);
    }

    public void Dispose()
    {
        _history.Dispose();
        _http.Dispose();
        foreach (var customer in _customers) customer.Dispose();
    }

    private async Task RunAsync(TextWriter output)
    {
        var began = Stopwatch.GetTimestamp();
        var length = TimeSpan.FromSeconds(_orders.Seconds);
        var random = new Random(_orders.Seed);
        var all = _orders.Rate is { } rate
            ? Arrivals.OpenAsync(rate, length, random, JourneyAsync)
            : Arrivals.ClosedAsync(_orders.Concurrency!.Value, length, () => JourneyAsync(Stopwatch.GetTimestamp()));
        for (var second = 0; second < _orders.Seconds; second++)
        {
            var until = ((second + 1) * Second) - Stopwatch.GetElapsedTime(began);
            if (until > TimeSpan.Zero) await Task.Delay(until);
            await SayAsync(output, new Said(second, _tallies.Take()));
        }

        await all;
        // Who hears the last word reads the history.
        _history.Dispose();
        await SayAsync(output, new Said(_orders.Seconds, _tallies.Take()));

        async Task JourneyAsync(long intended)
        {
            var inRush = _orders.Rush && Stopwatch.GetElapsedTime(began, intended) is var at && at >= length / 3 && at < length * 2 / 3;
            await VisitAsync(intended, inRush);
        }
    }

    private async Task VisitAsync(long intended, bool inRush)
    {
        var random = Random.Shared;
        var kind = _mix.Pick(random);
        var rush = inRush && kind != JourneyKind.Browse;
        var show = _orders.Stage.Shows[rush ? 0 : _zipf.Pick(random)];
        var visitor = new Visitor(_http, random.GetItems([.. _orders.Stage.Urls], 1)[0], random.GetItems(_customers, 1)[0], _tallies, intended);
        var journey = new Journey(visitor, _orders.Stage, show, _pay.Pick(random), random, _history);
        _tallies.Began();
        var outcome = await journey.RunAsync(kind, rush);
        _tallies.Ended(kind.ToString().ToLowerInvariant(), outcome, journey.SeatsBought, Stopwatch.GetElapsedTime(intended));
    }

    private static async Task SayAsync(TextWriter output, Said said)
    {
        await output.WriteLineAsync(JsonSerializer.Serialize(said));
        await output.FlushAsync();
    }
}
