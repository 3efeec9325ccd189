using Marquee.Users.Domain;
using Xunit;

namespace Marquee.Tests.Domain.Users;

public sealed class KeyRingTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly KeySchedule Schedule = new(TimeSpan.FromDays(30), TimeSpan.FromDays(1), TimeSpan.FromHours(1.25));
    private int _made;

    [Fact]
    public void The_first_key_signs_at_once()
    {
        var ring = At(KeyRing.Empty, 0);

        Assert.Equal(("k1", Start), (ring.SignerAt(Start)!.Id, ring.Keys[0].SignsFrom));
    }

    [Fact]
    public void Nothing_changes_until_the_next_key_is_to_be_told()
    {
        var ring = At(KeyRing.Empty, 0);

        Assert.Same(ring, At(ring, 28.9));
    }

    [Fact]
    public void The_next_key_is_told_a_day_before_it_signs()
    {
        var ring = At(At(KeyRing.Empty, 0), 29);

        Assert.Equal(["k1", "k2"], ring.Keys.Select(key => key.Id));
        Assert.Equal("k1", ring.SignerAt(Day(30).AddTicks(-1))!.Id);
        Assert.Equal("k2", ring.SignerAt(Day(30))!.Id);
    }

    [Fact]
    public void Asking_again_makes_no_further_key()
    {
        var ring = At(At(KeyRing.Empty, 0), 29);

        Assert.Same(ring, At(ring, 29.5));
    }

    [Fact]
    public void The_old_key_stays_until_its_tokens_have_ended()
    {
        var ring = At(At(KeyRing.Empty, 0), 29);

        Assert.Equal(["k1", "k2"], ring.At(Day(30).AddHours(1.2), Schedule, Make).Keys.Select(key => key.Id));
        Assert.Equal(["k2"], ring.At(Day(30).AddHours(1.25), Schedule, Make).Keys.Select(key => key.Id));
    }

    [Fact]
    public void A_ring_that_slept_too_long_still_tells_its_next_key_before_it_signs()
    {
        var ring = At(At(KeyRing.Empty, 0), 100);

        Assert.Equal("k1", ring.SignerAt(Day(100))!.Id);
        Assert.Equal(Day(101), ring.Keys[1].SignsFrom);
        Assert.Equal("k2", ring.SignerAt(Day(101))!.Id);
    }

    [Fact]
    public void A_clock_behind_the_first_key_signs_with_it_nevertheless() =>
        Assert.Equal("k1", At(KeyRing.Empty, 0).SignerAt(Day(-1))!.Id);

    private static DateTimeOffset Day(double day) => Start.AddDays(day);

    private KeyRing At(KeyRing ring, double day) => ring.At(Day(day), Schedule, Make);

    private RingKey Make(DateTimeOffset signsFrom) => new($"k{++_made}", signsFrom, ReadOnlyMemory<byte>.Empty);
}
