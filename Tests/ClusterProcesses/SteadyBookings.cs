using System.Collections.Concurrent;
using System.Diagnostics;
using Marquee.Tests.Api;

namespace Marquee.Tests.ClusterProcesses;

/// <summary>Customers who book one seat after the other that nobody else wants, so that nothing but success is right.</summary>
internal sealed class SteadyBookings(ClusterHouse house)
{
    private const int AtOnce = 16;
    private const int MostTries = 5;
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(1);
    private readonly ConcurrentBag<string> _failures = [];
    private readonly ConcurrentBag<string> _askedAgain = [];
    private readonly ConcurrentBag<(string Booking, int Guest)> _confirmed = [];
    private long _turn = -1;
    private long _slowest;

    /// <summary>What was answered otherwise, and what was not answered.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>Answers that told a customer to come back.</summary>
    public IReadOnlyCollection<string> AskedAgain => _askedAgain;

    public IReadOnlyCollection<(string Booking, int Guest)> Confirmed => _confirmed;

    public TimeSpan Slowest => TimeSpan.FromTicks(Interlocked.Read(ref _slowest));

    /// <summary>Until it is canceled, or every seat is sold.</summary>
    public Task RunAsync(CancellationToken until) => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
    {
        while (!until.IsCancellationRequested && Next() is { } wish)
        {
            var began = Stopwatch.GetTimestamp();
            await BookAsync(wish.Guest, wish.Show, wish.Seat);
            KeepSlowest(Stopwatch.GetElapsedTime(began).Ticks);
        }
    })));

    private (int Guest, int Show, int Seat)? Next()
    {
        var turn = Interlocked.Increment(ref _turn);
        var (rest, show) = Math.DivRem(turn, house.Shows.Count);
        var (seat, guest) = Math.DivRem(rest, house.Guests.Count);
        return seat < ClusterHouse.SeatsOfCustomer ? ((int)guest, (int)show, (int)((guest * ClusterHouse.SeatsOfCustomer) + seat)) : null;
    }

    private async Task BookAsync(int guest, int show, int seat)
    {
        var customer = house.Guests[guest];
        var key = $"{show}-{seat}";
        if (await AskAsync(customer, "/v1/bookings", new { showId = house.Shows[show], seats = new[] { ClusterHouse.Seat(seat) } }, key) is not { } held) return;
        if (await AskAsync(customer, $"/v1/bookings/{held.Id}/payments", new { method = "wallet" }, key) is not { } paid) return;
        if (paid.Text("status") == "succeeded") _confirmed.Add((held.Id, guest));
        else _failures.Add($"A payment is {paid.Body}");
    }

    /// <summary>Who is told to come back does, under the same key, as every client must.</summary>
    private async Task<ApiAnswer?> AskAsync(ApiClient customer, string path, object body, string key)
    {
        try
        {
            var answer = await customer.PostAsync(path, body, key);
            for (var tries = 0; tries < MostTries && answer.Header("Retry-After") is not null; tries++)
            {
                _askedAgain.Add($"{DateTimeOffset.UtcNow:HH:mm:ss.fff} {path} {answer.Status} {answer.Body}");
                await Task.Delay(ComeBack);
                answer = await customer.PostAsync(path, body, key);
            }

            if (answer.Status == 201) return answer;
            _failures.Add($"{DateTimeOffset.UtcNow:HH:mm:ss.fff} {path} {answer.Status} {answer.Body}");
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or IOException)
        {
            _failures.Add($"{DateTimeOffset.UtcNow:HH:mm:ss.fff} {path} {failure.Message}");
        }

        return null;
    }

    private void KeepSlowest(long ticks)
    {
        long known;
        while ((known = Interlocked.Read(ref _slowest)) < ticks && Interlocked.CompareExchange(ref _slowest, ticks, known) != known) { }
    }
}
