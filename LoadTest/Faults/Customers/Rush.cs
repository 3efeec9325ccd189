using Marquee.LoadTest.Faults.Stories;

namespace Marquee.LoadTest.Faults.Customers;

/// <summary>A bounded number of customers at work at once.</summary>
internal sealed class Rush(IReadOnlyList<Account> accounts, Diary diary, Errors errors, int seed, int atOnce) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task<int[]> _all = Task.FromResult(Array.Empty<int>());

    public void Start(Stage stage) => _all = Task.WhenAll(Enumerable.Range(0, atOnce).Select(number =>
        Task.Run(() => new Customer(accounts, diary, errors, new Random(HashCode.Combine(seed, number))).RunAsync(() => stage, _stop.Token))));

    /// <summary>Returns once everything that was begun has a definite answer; tells how much never got one.</summary>
    public async Task<int> EndAsync()
    {
        await _stop.CancelAsync();
        return (await _all).Sum();
    }

    public void Dispose() => _stop.Dispose();
}
