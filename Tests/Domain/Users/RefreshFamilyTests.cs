using Marquee.Users;
using Marquee.Users.Domain;
using Xunit;

namespace Marquee.Tests.Domain.Users;

public sealed class RefreshFamilyTests
{
    private const string Newest = "newest";
    private static readonly DateTimeOffset Ends = new(2026, 12, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_newest_token_is_exchanged() => Assert.Equal(RefreshDecision.Rotate, Decide(Newest, Ends.AddTicks(-1)));

    [Fact]
    public void It_is_not_from_the_instant_the_session_ends() => Assert.Equal(RefreshDecision.Expired, Decide(Newest, Ends));

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Any_other_one_was_used_before(int minutesFromEnd) =>
        Assert.Equal(RefreshDecision.Reused, Decide("older", Ends.AddMinutes(minutesFromEnd)));

    [Fact]
    public void A_session_without_a_hash_takes_no_token() =>
        Assert.Equal(RefreshDecision.Reused, RefreshFamily.Decide([], Ends, "", Ends.AddDays(-1)));

    [Fact]
    public void A_token_is_read_as_it_was_written()
    {
        var token = new RefreshToken(Ids.New<SessionId>(TimeProvider.System), new string('a', 42) + "A");

        Assert.True(RefreshToken.TryParse(token.Write(), out var read));
        Assert.Equal(token, read);
        Assert.DoesNotContain(token.Secret, token.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("ses_01.aaaa")]
    [InlineData("no dot at all")]
    public void What_is_no_token_is_not_read(string? text) => Assert.False(RefreshToken.TryParse(text, out _));

    [Fact]
    public void A_token_with_a_secret_of_another_length_is_not_read() =>
        Assert.False(RefreshToken.TryParse($"{Ids.New<SessionId>(TimeProvider.System)}.abc", out _));

    private static RefreshDecision Decide(string secret, DateTimeOffset now) => RefreshFamily.Decide(RefreshFamily.HashOf(Newest), Ends, secret, now);
}
