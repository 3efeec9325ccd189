using Marquee.Shows;
using Xunit;

namespace Marquee.Tests.Races;

/// <summary>Two activations of one show at once. Each check is also made of shows whose rows are written whatever version is on disk.</summary>
[Collection("postgres")]
public sealed partial class TwinTests(Twins twins) : IClassFixture<Twins>
{
    private const int Rounds = 20;

    /// <summary>The first write of a row is guarded by its key and every later one by its version.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_two_activations_that_give_away_one_seat_one_fails_and_then_sees_whose_it_is(bool first)
    {
        var wrong = await Task.WhenAll(Enumerable.Range(0, Rounds).Select(_ => OneSeatAsync(fenced: true, first)));
        Assert.Empty(wrong.SelectMany(each => each));
    }

    [Fact]
    public async Task Without_the_version_of_the_row_both_activations_would_give_the_seat_away()
    {
        var wrong = await Task.WhenAll(Enumerable.Range(0, Rounds).Select(_ => OneSeatAsync(fenced: false, first: false)));
        Assert.Contains("A1 was given 2 times", wrong.SelectMany(each => each));
    }

    [Fact]
    public async Task Customers_who_repeat_until_they_are_answered_are_told_one_story_by_two_activations() =>
        Assert.Empty(await ManyAsync(fenced: true));

    [Fact]
    public async Task Without_the_version_of_the_row_two_activations_would_tell_two_stories() =>
        Assert.NotEmpty(await ManyAsync(fenced: false));

    /// <summary>Both hold the seat at once, each for another customer.</summary>
    private async Task<List<string>> OneSeatAsync(bool fenced, bool first)
    {
        var show = await twins.OpenShowAsync(fenced, written: !first, "1");
        var bookings = new[] { twins.NewId<BookingId>(), twins.NewId<BookingId>() };
        var answers = await Task.WhenAll(bookings.Select((booking, twin) => Twins.TryAsync(() => twins.HoldAsync(show, twin, booking, "A1"))));

        // Who got no answer asks again, at the activation that failed, and it has read what is on disk.
        var again = await Task.WhenAll(bookings.Select((booking, twin) => Twins.InsistAsync(() => twins.HoldAsync(show, twin, booking, "A1"))));
        var told = again.Select(answer => Told.Of(["A1"], answer)).ToList();
        List<string> wrong = [.. answers.Where((answer, twin) => answer is not null && answer.Outcome != again[twin].Outcome).Select(answer => $"{answer!.Outcome} was taken back")];
        for (var twin = 0; twin < 2; twin++) wrong.AddRange(Verdict.Contradictions(told, await twins.MapAsync(show, twin)));
        if (answers.Count(answer => answer?.Outcome == HoldOutcome.Held) != 1) wrong.Add("Not one was told that it has the seat.");
        if (answers.All(answer => answer is not null)) wrong.Add("Neither activation failed.");
        return wrong;
    }

    /// <summary>Sixty customers at each, for forty seats.</summary>
    private async Task<List<string>> ManyAsync(bool fenced)
    {
        var show = await twins.OpenShowAsync(fenced, written: true, "1-20", "1-20");
        var told = await Task.WhenAll(Enumerable.Range(0, 120).Select(async customer =>
        {
            var (booking, seat) = (twins.NewId<BookingId>(), $"{(customer % 4 < 2 ? 'A' : 'B')}{(customer / 4 % 20) + 1}");
            return Told.Of([seat], await Twins.InsistAsync(() => twins.HoldAsync(show, customer % 2, booking, seat)));
        }));
        await twins.ForgetAsync();
        var map = await twins.MapAsync(show, 0);
        return [.. Verdict.Contradictions(told, map), .. Verdict.NeedlessRefusals(told, map)];
    }
}
