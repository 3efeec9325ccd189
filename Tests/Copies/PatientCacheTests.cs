using Marquee.Api.Copies;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Marquee.Tests.Copies;

/// <summary>A second level that is away, by a clock of the test's own.</summary>
public sealed class PatientCacheTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Level _level = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly PatientCache _cache;

    public PatientCacheTests() => _cache = new PatientCache(
        _level, ActivatorUtilities.CreateInstance<CacheMetrics>(_services), Options.Create(new CacheOptions()), _clock, NullLogger<PatientCache>.Instance);

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task One_that_does_not_answer_is_waited_for_a_moment_and_then_let_alone()
    {
        _level.Answer = new TaskCompletionSource<byte[]?>().Task;
        var first = _cache.GetAsync("a");
        await _level.AskedAsync(1);
        await AdvanceUntilAsync(first);
        Assert.Null(await first);

        // The clock stands still now: whoever waited would wait for ever.
        for (var read = 0; read < 100; read++) Assert.Null(await _cache.GetAsync("a").WaitAsync(TimeSpan.FromMinutes(1)));
        await _cache.SetAsync("a", [1], new DistributedCacheEntryOptions()).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(1, _level.Asked);

        _level.Answer = Task.FromResult<byte[]?>([7]);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([7], await _cache.GetAsync("a"));
        Assert.Equal([7], await _cache.GetAsync("a"));
        Assert.Equal(3, _level.Asked);
    }

    [Fact]
    public async Task One_that_fails_fails_nobody()
    {
        _level.Answer = Task.FromException<byte[]?>(new InvalidOperationException("away"));
        Assert.Null(await _cache.GetAsync("a"));
        Assert.Null(await _cache.GetAsync("a"));
        await _cache.SetAsync("a", [1], new DistributedCacheEntryOptions());
        await _cache.RemoveAsync("a");
        Assert.Equal(1, _level.Asked);
    }

    /// <summary>The wait may begin a moment after the question.</summary>
    private async Task AdvanceUntilAsync(Task done)
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(60); !done.IsCompleted; await Task.Delay(1))
        {
            Assert.True(DateTime.UtcNow < deadline, "It waits for ever.");
            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }
    }

    private sealed class Level : IDistributedCache
    {
        private int _asked;

        public Task<byte[]?> Answer { get; set; } = Task.FromResult<byte[]?>(null);

        public int Asked => Volatile.Read(ref _asked);

        public async Task AskedAsync(int times)
        {
            for (var deadline = DateTime.UtcNow.AddSeconds(60); Asked < times; await Task.Delay(1)) Assert.True(DateTime.UtcNow < deadline, "It was never asked.");
        }

        public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Ask();

        public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) => Ask();

        public Task RefreshAsync(string key, CancellationToken token = default) => Ask();

        public Task RemoveAsync(string key, CancellationToken token = default) => Ask();

        public byte[]? Get(string key) => throw new NotSupportedException();

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

        public void Refresh(string key) => throw new NotSupportedException();

        public void Remove(string key) => throw new NotSupportedException();

        private Task<byte[]?> Ask()
        {
            Interlocked.Increment(ref _asked);
            return Answer;
        }
    }
}
