using Marquee.Tests.Theaters;
using Xunit;

namespace Marquee.Tests.Domain;

public sealed class PreconditionTests
{
    private static readonly Fingerprint Mine = Catalog.Fingerprint("mine");
    private static readonly Fingerprint Theirs = Catalog.Fingerprint("theirs");

    [Fact]
    public void Creating_what_is_not_there_creates_it() => Assert.Equal(SaveOutcome.Created, Precondition.Create(Mine).Decide(0, false, null));

    [Fact]
    public void Creating_it_again_is_a_replay_even_after_updates() =>
        Assert.Equal(SaveOutcome.Replayed, Precondition.Create(Mine).Decide(5, false, Mine));

    [Fact]
    public void Creating_it_again_after_it_was_removed_does_not_bring_it_back() =>
        Assert.Equal(SaveOutcome.Replayed, Precondition.Create(Mine).Decide(5, removed: true, Mine));

    [Fact]
    public void Another_request_under_the_same_key_is_refused() =>
        Assert.Equal(SaveOutcome.KeyReused, Precondition.Create(Mine).Decide(1, false, Theirs));

    [Fact]
    public void A_key_does_not_take_over_what_was_made_without_one() =>
        Assert.Equal(SaveOutcome.KeyReused, Precondition.Create(Mine).Decide(1, false, null));

    [Theory]
    [InlineData(0, false)]
    [InlineData(3, true)]
    public void What_is_not_there_cannot_be_updated(long version, bool removed) =>
        Assert.Equal(SaveOutcome.NotFound, Precondition.Update(null).Decide(version, removed, Mine));

    [Fact]
    public void An_update_of_the_version_last_seen_is_taken() => Assert.Equal(SaveOutcome.Updated, Precondition.Update(3).Decide(3, false, Mine));

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(-1)]
    public void An_update_of_any_other_version_is_stale(long expected) =>
        Assert.Equal(SaveOutcome.Stale, Precondition.Update(expected).Decide(3, false, Mine));

    [Theory]
    [InlineData(0, false, SaveOutcome.Created)]
    [InlineData(3, false, SaveOutcome.Updated)]
    [InlineData(3, true, SaveOutcome.Created)]
    public void An_upsert_makes_or_changes_whichever_is_needed(long version, bool removed, SaveOutcome outcome) =>
        Assert.Equal(outcome, Precondition.Upsert.Decide(version, removed, Mine));
}
