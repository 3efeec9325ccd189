using Marquee.Api.Http;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Marquee.Tests.Api;

public sealed class AdmissionTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly FakeTimeProvider _clock = new();
    private readonly List<string> _served = [];

    [Fact]
    public async Task A_crowd_that_comes_at_once_is_served_in_turn_and_who_finds_no_room_to_wait_is_sent_away()
    {
        var admission = await FullAsync(1, waiting: 2);
        Task[] waiting = [ServeAsync(admission, "first"), ServeAsync(admission, "second")];
        Assert.False(await EnterAtOnceAsync(admission, goesOn: false));
        Assert.All(waiting, one => Assert.False(one.IsCompleted));
        admission.Leave();
        await Task.WhenAll(waiting);
        Assert.Equal(["first", "second"], _served);
    }

    [Fact]
    public async Task When_more_keep_coming_than_are_served_only_so_many_wait_that_no_place_lies_idle()
    {
        var admission = await FullAsync(8, waiting: 100);
        var waiting = Enumerable.Range(0, 100).Select(_ => admission.EnterAsync(false, default).AsTask()).ToList();
        for (var i = 0; i < 3; i++, _clock.Advance(Admission.Crowd / 2)) Assert.False(await EnterAtOnceAsync(admission));
        // A place becomes free for each that comes, so there is no room to wait in until two do.
        for (var i = 0; i < 98; i++)
        {
            admission.Leave();
            Assert.False(await EnterAtOnceAsync(admission));
        }

        admission.Leave();
        waiting.Add(admission.EnterAsync(false, default).AsTask());
        Assert.False(await EnterAtOnceAsync(admission));

        // All leave at once, and for a moment somebody finds a place without waiting: it is the same crowd.
        for (var i = 0; i < 10; i++) admission.Leave();
        Assert.DoesNotContain(false, await Task.WhenAll(waiting));
        var more = Enumerable.Range(0, 8 + 3).Select(_ => admission.EnterAsync(false, default).AsTask()).ToList();
        // Eight are in, two wait, and one is sent away.
        Assert.DoesNotContain(false, await Task.WhenAll(more[..8]));
        Assert.DoesNotContain(more[8..10], one => one.IsCompleted);
        Assert.False(await more[10]);
    }

    [Fact]
    public async Task After_a_pause_a_crowd_is_another_and_waits_as_the_first_did()
    {
        var admission = await FullAsync(8, waiting: 100);
        for (var i = 0; i < 3; i++)
        {
            _clock.Advance(Admission.Crowd + TimeSpan.FromMilliseconds(1));
            var waiting = Enumerable.Range(0, 100).Select(_ => admission.EnterAsync(false, default).AsTask()).ToList();
            Assert.DoesNotContain(waiting, one => one.IsCompleted);
            for (var turn = 0; turn < 100; turn++) admission.Leave();
            Assert.DoesNotContain(false, await Task.WhenAll(waiting));
        }
    }

    [Fact]
    public async Task A_quarter_more_fits_of_those_who_go_on_and_no_more()
    {
        var admission = await FullAsync(8, waiting: 0);
        Assert.True(await EnterAtOnceAsync(admission, goesOn: true));
        Assert.True(await EnterAtOnceAsync(admission, goesOn: true));
        Assert.False(await EnterAtOnceAsync(admission, goesOn: true));
        Assert.False(await EnterAtOnceAsync(admission, goesOn: false));
        // The first place that is free again is none for somebody new.
        admission.Leave();
        Assert.False(await EnterAtOnceAsync(admission, goesOn: false));
    }

    [Fact]
    public async Task Who_goes_on_has_its_turn_before_those_who_begin()
    {
        var admission = await FullAsync(1, waiting: 2);
        Assert.True(await EnterAtOnceAsync(admission, goesOn: true));
        Task[] waiting = [ServeAsync(admission, "begins"), ServeAsync(admission, "goes on", goesOn: true)];
        admission.Leave();
        admission.Leave();
        await Task.WhenAll(waiting);
        Assert.Equal(["goes on", "begins"], _served);
    }

    [Fact]
    public async Task Nobody_waits_for_longer_than_it_is_worth()
    {
        var admission = await FullAsync(1, waiting: 1);
        var late = admission.EnterAsync(false, default).AsTask();
        _clock.Advance(Longest);
        Assert.False(await late);
        await NextIsServedAsync(admission);
    }

    [Fact]
    public async Task Who_goes_while_it_waits_leaves_its_place_to_the_next()
    {
        var admission = await FullAsync(1, waiting: 1);
        using var goes = new CancellationTokenSource();
        var gone = admission.EnterAsync(false, goes.Token).AsTask();
        await goes.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        await NextIsServedAsync(admission);
    }

    [Fact]
    public async Task However_they_come_wait_and_go_no_place_is_lost_and_none_is_given_twice()
    {
        const int Room = 4;
        var admission = new Admission(Room, 8, TimeSpan.FromMilliseconds(1), TimeProvider.System);
        var (inside, most, entered) = (0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(async () =>
        {
            var random = new Random(number);
            for (var i = 0; i < 2_000; i++)
            {
                using var gone = new CancellationTokenSource();
                if (random.Next(4) == 0) gone.CancelAfter(TimeSpan.FromMicroseconds(random.Next(2_000)));
                try
                {
                    if (!await admission.EnterAsync(random.Next(2) == 0, gone.Token)) continue;
                }
                // And nothing else, whatever came first: its turn, the end of its patience, or that it went.
                catch (OperationCanceledException)
                {
                    continue;
                }

                var now = Interlocked.Increment(ref inside);
                InterlockedMax(ref most, now);
                Interlocked.Increment(ref entered);
                if (random.Next(8) == 0) await Task.Yield();
                else Thread.SpinWait(random.Next(2_000));
                Interlocked.Decrement(ref inside);
                admission.Leave();
            }
        })));
        Assert.InRange(most, 1, Room + 1);
        Assert.InRange(entered, 1_000, 32_000);
        for (var i = 0; i < Room; i++) Assert.True(await EnterAtOnceAsync(admission));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var before = Volatile.Read(ref most); value > before; before = Volatile.Read(ref most))
            if (Interlocked.CompareExchange(ref most, value, before) == before) return;
    }

    private async Task<Admission> FullAsync(int room, int waiting)
    {
        var admission = new Admission(room, waiting, Longest, _clock);
        for (var i = 0; i < room; i++) Assert.True(await EnterAtOnceAsync(admission));
        return admission;
    }

    private static Task<bool> EnterAtOnceAsync(Admission admission, bool goesOn = false)
    {
        var entered = admission.EnterAsync(goesOn, default).AsTask();
        Assert.True(entered.IsCompleted);
        return entered;
    }

    private static async Task NextIsServedAsync(Admission admission)
    {
        var next = admission.EnterAsync(false, default).AsTask();
        Assert.False(next.IsCompleted);
        admission.Leave();
        Assert.True(await next);
    }

    private async Task ServeAsync(Admission admission, string name, bool goesOn = false)
    {
        Assert.True(await admission.EnterAsync(goesOn, default));
        lock (_served) _served.Add(name);
        admission.Leave();
    }
}
