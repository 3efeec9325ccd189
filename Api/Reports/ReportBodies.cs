using System.Text.Json.Serialization;
using Marquee.Api.Http;
using Marquee.Reports;

namespace Marquee.Api.Reports;

/// <param name="From">First day of the programme that is in it, by each theater's clock.</param>
/// <param name="To">Last one.</param>
internal sealed record ReportBody<T>(
    DateOnly From, DateOnly To, ReportGroup GroupBy, IReadOnlyList<T> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? NextCursor);

/// <param name="Key">Id of the show, movie or theater, or the day.</param>
/// <param name="Name">Of the movie or the theater; left out for days.</param>
/// <param name="Bookings">That were paid, those canceled since included.</param>
/// <param name="Tickets">Seats that customers have still.</param>
/// <param name="Gross">Paid for these bookings, fees and taxes included.</param>
/// <param name="Net">Gross without refunds.</param>
internal sealed record SalesBody(
    string Key, string? Name, long Bookings, long Canceled, long Tickets, Money Gross, Money Refunds, Money Net, Money Fees, Money Taxes, Money Discounts)
{
    public static string CsvHeader { get; } = Csv.Line("key", "name", "currency", "bookings", "canceled", "tickets", "gross", "refunds", "net", "fees", "taxes", "discounts");

    public static SalesBody Of(SalesLine line)
    {
        Money Of(long amount) => new(amount, line.Currency);
        return new SalesBody(
            line.Key, line.Name, line.Bookings, line.Canceled, line.Tickets, Of(line.Gross), Of(line.Refunds), Of(line.Gross - line.Refunds), Of(line.Fees),
            Of(line.Taxes), Of(line.Discounts));
    }

    /// <summary>Money in minor units, as everywhere.</summary>
    public static string CsvLine(SalesLine line) => Csv.Line(
        Csv.Text(line.Key), Csv.Text(line.Name), Csv.Text(line.Currency), Csv.Number(line.Bookings), Csv.Number(line.Canceled), Csv.Number(line.Tickets),
        Csv.Number(line.Gross), Csv.Number(line.Refunds), Csv.Number(line.Gross - line.Refunds), Csv.Number(line.Fees), Csv.Number(line.Taxes), Csv.Number(line.Discounts));
}

/// <param name="Seats">Places of the halls, whether they are on sale or not.</param>
/// <param name="SoldPermille">Sold of 1,000 seats, rounded.</param>
/// <inheritdoc cref="SalesBody" path="/param"/>
internal sealed record OccupancyBody(string Key, string? Name, long Shows, long Seats, long Sold, long SoldPermille)
{
    public static string CsvHeader { get; } = Csv.Line("key", "name", "shows", "seats", "sold", "soldPermille");

    public static OccupancyBody Of(OccupancyLine line) => new(line.Key, line.Name, line.Shows, line.Seats, line.Sold, Permille(line));

    public static string CsvLine(OccupancyLine line) => Csv.Line(
        Csv.Text(line.Key), Csv.Text(line.Name), Csv.Number(line.Shows), Csv.Number(line.Seats), Csv.Number(line.Sold), Csv.Number(Permille(line)));

    private static long Permille(OccupancyLine line) => line.Seats == 0 ? 0 : (line.Sold * 2_000 + line.Seats) / (2 * line.Seats);
}
