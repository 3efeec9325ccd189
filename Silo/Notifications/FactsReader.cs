using Marquee.Movies;
using Marquee.Notifications;
using Marquee.Shows;
using Marquee.Silo.Theaters;
using Marquee.Theaters;

namespace Marquee.Silo.Notifications;

/// <summary>Gathers what a message tells: what the show knows, and what movie and theater are called.</summary>
internal sealed class FactsReader(IGrainFactory grains)
{
    /// <param name="showId">As events spell it.</param>
    public async Task<(MessageFacts Facts, ShowView Show)> ReadAsync(string showId, IReadOnlyList<string> seats, Money paid)
    {
        var show = await grains.Grain<IShowGrain>(showId).Get() ?? throw new InvalidOperationException($"Show {showId} of a booking is gone.");
        var movie = (await grains.Grain<IMovieGrain>(show.Movie.ToString()).Get())?.Document;
        var theater = await grains.Grain<ITheaterGrain>(show.Theater.ToString()).Get();
        var facts = new MessageFacts(
            movie?.Title ?? "",
            movie?.OriginalTitle == movie?.Title ? null : movie?.OriginalTitle,
            theater?.Details.Name ?? "",
            theater is null ? "" : PlaceText.Of(theater.Details),
            theater?.Screens.FirstOrDefault(screen => screen.Id == show.Screen)?.Name ?? "",
            show.TimeZone,
            show.StartsAt,
            seats,
            paid);
        return (facts, show);
    }
}
