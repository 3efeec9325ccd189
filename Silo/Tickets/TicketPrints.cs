using System.Globalization;
using Marquee.Movies;
using Marquee.Silo.Theaters;
using Marquee.Theaters;
using Marquee.Tickets;
using Microsoft.Extensions.Caching.Memory;

namespace Marquee.Silo.Tickets;

/// <summary>Gathers what stands on a ticket: what the booking knows, and what movie and theater are called.</summary>
internal sealed class TicketPrints(IGrainFactory grains) : IDisposable
{
    /// <summary>Drawing costs far more than all the rest of a request, and a phone that shows a document asks for it more than once.</summary>
    private static readonly TimeSpan KeepDrawn = TimeSpan.FromMinutes(1);
    private const int MostDrawn = 200;
    private readonly MemoryCache _drawn = new(new MemoryCacheOptions { SizeLimit = MostDrawn });

    public async ValueTask<byte[]> PdfOfAsync(TicketView ticket)
    {
        if (_drawn.TryGetValue(ticket.Code, out byte[]? known)) return known!;
        var pdf = TicketPdf.Draw(await OfAsync(ticket));
        return _drawn.Set(ticket.Code, pdf, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = KeepDrawn });
    }

    public async ValueTask<TicketPrint> OfAsync(TicketView ticket)
    {
        var show = ticket.Booking.Show;
        var movie = (await grains.Grain<IMovieGrain>(show.Movie.ToString()).Get())?.Document;
        var theater = await grains.Grain<ITheaterGrain>(show.Theater.ToString()).Get();
        var details = theater?.Details;
        return new TicketPrint(
            ticket.Code,
            ticket.Booking.Id.ToString(),
            ticket.Issue,
            movie?.Title ?? "",
            movie?.OriginalTitle == movie?.Title ? null : movie?.OriginalTitle,
            [.. new[] { movie?.Certificate, LanguageName(show.Language), show.Format }.OfType<string>()],
            details?.Name ?? "",
            theater?.Screens.FirstOrDefault(screen => screen.Id == show.Screen)?.Name ?? "",
            details is null ? "" : PlaceText.Of(details),
            details?.Location,
            show.TimeZone,
            show.StartsAt,
            show.EndsAt,
            [.. ticket.Booking.Seats.GroupBy(seat => seat.Category).Select(group => ($"{group.Key}", (IReadOnlyList<string>)[.. group.Select(seat => seat.Label)]))]);
    }

    public void Dispose() => _drawn.Dispose();

    /// <summary>Shows are told by a code or by a name.</summary>
    private static string LanguageName(string language)
    {
        if (language.Length is not (2 or 3)) return language;
        try
        {
            return CultureInfo.GetCultureInfo(language, predefinedOnly: true).EnglishName;
        }
        catch (CultureNotFoundException)
        {
            return language;
        }
    }
}
