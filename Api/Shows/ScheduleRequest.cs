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

internal sealed record RescheduleRequest(DateTimeOffset? StartsAt);
