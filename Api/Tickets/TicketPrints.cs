using System.Globalization;
using Marquee.Api.Shows;
using Marquee.Theaters;
using Marquee.Tickets;
using Microsoft.Extensions.Caching.Memory;

namespace Marquee.Api.Tickets;

/// <summary>All that stands on a ticket a person reads.</summary>
/// <param name="Original">The film's title in its own language, where that is another.</param>
/// <param name="Facts">Certificate, language, format: what is known of them.</param>
/// <param name="Seats">Labels by category, in the order of the booking.</param>
internal sealed record TicketPrint(
    string Code,
    string BookingId,
    int Issue,
    string Title,
    string? Original,
    IReadOnlyList<string> Facts,
    string Theater,
    string Screen,
    string Address,
    GeoPoint? Location,
    string TimeZone,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    IReadOnlyList<(string Category, IReadOnlyList<string> Labels)> Seats);

/// <summary>Gathers it: what the booking knows, and what movie and theater are called.</summary>
internal sealed class TicketPrints(ShowBodies shows) : IDisposable
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
        var (body, movie, theater) = (await shows.OfAsync(show), await shows.MovieAsync(show.Movie), await shows.TheaterAsync(show.Theater));
        var original = movie?.Document.OriginalTitle;
        var details = theater?.Details;
        return new TicketPrint(
            ticket.Code,
            ticket.Booking.Id.ToString(),
            ticket.Issue,
            body.Movie.Title,
            original == body.Movie.Title ? null : original,
            [.. new[] { body.Movie.Certificate, LanguageName(show.Language), show.Format }.OfType<string>()],
            body.Theater.Name,
            body.Screen.Name,
            details is null ? body.Theater.City : $"{details.Address}, {details.City}",
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
