using Marquee.Api.Http;
using Marquee.Shows;
using Marquee.Theaters;

namespace Marquee.Api.Shows;

/// <summary>A show as an admin asks for it.</summary>
/// <param name="Language">The one it is shown in; any, because a print may be dubbed where the movie's own list does not say.</param>
internal sealed record ScheduleRequest(
    string? MovieId,
    string? TheaterId,
    string? ScreenId,
    DateTimeOffset? StartsAt,
    string? Language,
    PricesRequest? Prices,
    string? Format = null,
    int? CleaningMinutes = null,
    RulesRequest? Rules = null)
{
    private const int LongestWord = 40;

    public ScheduleShow Command(ShowId show, Fingerprint fingerprint, Validation checks)
    {
        var cleaning = CleaningMinutes ?? ScheduleShow.DefaultCleaningMinutes;
        checks.Check(
            cleaning is >= 0 and <= ScheduleShow.MostCleaningMinutes, "cleaningMinutes", $"cleaningMinutes must be 0 to {ScheduleShow.MostCleaningMinutes}.");
        return new ScheduleShow(
            show,
            checks.Id<MovieId>("movieId", MovieId),
            checks.Id<ScreenId>("screenId", ScreenId),
            checks.Required("startsAt", StartsAt),
            checks.Text("language", Language, LongestWord),
            checks.Optional("format", Format, LongestWord),
            (Prices ?? new PricesRequest()).List(checks),
            cleaning,
            (Rules ?? new RulesRequest()).Rules(checks),
            fingerprint);
    }
}

/// <param name="WaitingRoom">Part of the contract; refused where it is asked for, as long as no show has one.</param>
internal sealed record RulesRequest(bool? SingleSeatGap = null, int? MaxSeats = null, bool? WaitingRoom = null)
{
    public ShowRules Rules(Validation checks)
    {
        var most = MaxSeats ?? ShowRules.MostSeats;
        checks.Check(most is >= 1 and <= ShowRules.MostSeats, "rules.maxSeats", $"rules.maxSeats must be 1 to {ShowRules.MostSeats}.");
        checks.Check(WaitingRoom is not true, "rules.waitingRoom", "rules.waitingRoom is not available.");
        return new ShowRules(SingleSeatGap ?? false, most);
    }
}
