using System.Globalization;
using Marquee.Movies;
using Marquee.Shows;
using Marquee.Theaters;
using Microsoft.Extensions.Caching.Memory;

namespace Marquee.Api.Shows;

/// <summary>
/// Puts titles and names to shows. Movies and theaters own those; they are asked at most once in <see cref="KeepFor"/> each, so a new
/// title is seen that much later.
/// </summary>
internal sealed class ShowBodies(IGrainFactory grains) : IDisposable
{
    public static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(30);
    private const int MostKept = 10_000;
    private const string Unknown = "";

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MostKept });

    public async ValueTask<ShowBody> OfAsync(ShowView show)
    {
        var movie = await MovieAsync(show.Movie);
        var theater = await TheaterAsync(show.Theater);
        var screen = theater?.Screens.FirstOrDefault(screen => screen.Id == show.Screen);
        return new ShowBody(
            show.Id.ToString(),
            new(show.Movie.ToString(), movie?.Document.Title ?? Unknown, (int)(show.EndsAt - show.StartsAt).TotalMinutes, movie?.Document.Certificate),
            new(show.Theater.ToString(), theater?.Details.Name ?? Unknown, theater?.Details.City ?? Unknown, show.TimeZone),
            new(show.Screen.ToString(), screen?.Name ?? Unknown),
            show.StartsAt,
            LocalTime.Of(show.StartsAt, show.TimeZone),
            show.EndsAt,
            show.Language,
            show.Status,
            ShowPricesBody.Of(show.Prices),
            show.SeatsFree,
            string.Create(CultureInfo.InvariantCulture, $"{show.Version}.{show.SeatsFree}.{(int)show.Status}.{show.StartsAt.UtcTicks}.{movie?.Version}.{theater?.Version}"),
            show.Format);
    }

    public async ValueTask<MovieView?> MovieAsync(MovieId id)
    {
        if (_known.TryGetValue(id, out MovieView? known)) return known;
        return Keep(id, await grains.Grain<IMovieGrain>(id.ToString()).Get());
    }

    public async ValueTask<TheaterView?> TheaterAsync(TheaterId id)
    {
        if (_known.TryGetValue(id, out TheaterView? known)) return known;
        return Keep(id, await grains.Grain<ITheaterGrain>(id.ToString()).Get());
    }

    public void Dispose() => _known.Dispose();

    private T? Keep<T>(object id, T? value) where T : class =>
        value is null ? null : _known.Set(id, value, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = KeepFor });
}
