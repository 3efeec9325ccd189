using System.Collections.Concurrent;
using System.Diagnostics;
using Marquee.LoadTest.Comparison;
using Marquee.LoadTest.Journeys;
using Marquee.LoadTest.Runs;

namespace Marquee.LoadTest.Streams;

/// <summary>Bookings by wallet at a steady rate, of seats that nobody else wants, and when each seat was asked for.</summary>
internal sealed class SteadyBookings(Stage stage, StreamOptions options) : IDisposable
{
    private const int SeatsOfCustomer = 10;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false });
    private readonly Customer[] _customers = [.. stage.Customers.Select(session => new Customer(session, TimeProvider.System))];
    private readonly ConcurrentDictionary<(int Show, string Seat), long> _asked = new();
    private readonly Tallies _tallies = new();

    public IReadOnlyDictionary<(int Show, string Seat), long> Asked => _asked;

    public async Task<Tally> RunAsync()
    {
        var began = Stopwatch.GetTimestamp();
        var all = new List<Task>();
        for (var number = 0; number < options.Rate * options.Seconds; number++)
        {
            var wait = TimeSpan.FromSeconds((double)number / options.Rate) - Stopwatch.GetElapsedTime(began);
            if (wait > TimeSpan.Zero) await Task.Delay(wait);
            var (round, show) = Math.DivRem(number, stage.Shows.Count);
            all.Add(BookAsync(show, round));
        }

        await Task.WhenAll(all);
        return _tallies.Take();
    }

    public void Dispose()
    {
        _http.Dispose();
        foreach (var customer in _customers) customer.Dispose();
    }

    private async Task BookAsync(int show, int number)
    {
        var seat = $"{(char)('A' + (number / Hall.Usual.SeatsInRow))}{(number % Hall.Usual.SeatsInRow) + 1}";
        var asked = Stopwatch.GetTimestamp();
        _asked[(show, seat)] = asked;
        var visitor = new Visitor(_http, stage.Urls[0], _customers[number / SeatsOfCustomer], _tallies, asked);
        var held = await visitor.PostAsync("hold", "/v1/bookings", new { showId = stage.Shows[show].Id, seats = new[] { seat } });
        if (held.IsGood) await visitor.PostAsync("pay by wallet", $"/v1/bookings/{held.Text("id")}/payments", new { method = "wallet" });
    }
}
