using System.Collections.Immutable;
using Marquee.Bookings;
using Orleans.Concurrency;

namespace Marquee.Reports;

/// <summary>
/// Adds up what was sold and how full the halls are. Owns nothing; the key is ignored. An answer has what was saved before it was asked
/// for, unless the events of it are more than a quarter of a second behind.
/// </summary>
[Alias("marquee.report-queries")]
public interface IReportQueries : IGrainWithIntegerKey
{
    /// <summary>
    /// What was sold for the shows of these days, canceled shows included, by group and currency. Null where the versions that the reader has
    /// seen were not there in time.
    /// </summary>
    [Alias("sales"), AlwaysInterleave] Task<SalesReport?> Sales(ReportQuery query);

    /// <summary>How many seats of the shows of these days are sold. Shows that will not take place are left out. Null as in <see cref="Sales"/>.</summary>
    [Alias("occupancy"), AlwaysInterleave] Task<OccupancyReport?> Occupancy(ReportQuery query);
}

/// <param name="From">First day of the programme: a show after midnight belongs to the evening before, by its theater's clock.</param>
/// <param name="To">The last one.</param>
/// <param name="Limit">1 to <see cref="Most"/>; anything else becomes the nearest of these.</param>
/// <param name="After">Next of the page before.</param>
/// <param name="Seen">The answer has these versions of bookings or later ones.</param>
[GenerateSerializer, Immutable, Alias("marquee.report-query")]
public sealed record ReportQuery(
    [property: Id(0)] DateOnly From,
    [property: Id(1)] DateOnly To,
    [property: Id(2)] ReportGroup GroupBy,
    [property: Id(3)] int Limit,
    [property: Id(4)] string? After,
    [property: Id(5)] ImmutableArray<SeenBooking> Seen = default)
{
    public const int Most = 10_000;
}

public enum ReportGroup
{
    Day = 0,
    Show = 1,
    Movie = 2,
    Theater = 3,
}

/// <param name="Next">Null on the last page.</param>
[GenerateSerializer, Immutable, Alias("marquee.sales-report")]
public sealed record SalesReport([property: Id(0)] ImmutableArray<SalesLine> Lines, [property: Id(1)] string? Next);

/// <summary>Sales of one group in one currency; money in its minor unit.</summary>
/// <param name="Key">An id, or a day such as 2026-11-24.</param>
/// <param name="Name">Of the movie or the theater; of a show that of its movie. Null for days.</param>
/// <param name="Bookings">That were paid, those canceled since included.</param>
/// <param name="Canceled">Of them.</param>
/// <param name="Tickets">Seats that customers have still.</param>
/// <param name="Gross">Paid for these bookings, fees and taxes included.</param>
/// <param name="Refunds">Gone back of it.</param>
[GenerateSerializer, Immutable, Alias("marquee.sales-line")]
public sealed record SalesLine(
    [property: Id(0)] string Key,
    [property: Id(1)] string? Name,
    [property: Id(2)] string Currency,
    [property: Id(3)] long Bookings,
    [property: Id(4)] long Canceled,
    [property: Id(5)] long Tickets,
    [property: Id(6)] long Gross,
    [property: Id(7)] long Refunds,
    [property: Id(8)] long Fees,
    [property: Id(9)] long Taxes,
    [property: Id(10)] long Discounts);

/// <param name="Next">Null on the last page.</param>
[GenerateSerializer, Immutable, Alias("marquee.occupancy-report")]
public sealed record OccupancyReport([property: Id(0)] ImmutableArray<OccupancyLine> Lines, [property: Id(1)] string? Next);

/// <param name="Seats">Places of the halls, whether they are on sale or not.</param>
/// <param name="Sold">Of them.</param>
/// <inheritdoc cref="SalesLine" path="/param"/>
[GenerateSerializer, Immutable, Alias("marquee.occupancy-line")]
public sealed record OccupancyLine(
    [property: Id(0)] string Key,
    [property: Id(1)] string? Name,
    [property: Id(2)] long Shows,
    [property: Id(3)] long Seats,
    [property: Id(4)] long Sold);
