using Marquee.Reports;

namespace Marquee.Silo.Reports;

/// <summary>
/// Statements of the reports, one for each way to group. $1 and $2 are the days, $3 and $4 where the page before ended, $5 is how many lines.
/// Groups are of texts that are compared by their bytes, so that pages follow each other wherever the database was made.
/// </summary>
internal static class ReportSql
{
    private static readonly Dictionary<ReportGroup, string> AllSales = Enum.GetValues<ReportGroup>().ToDictionary(group => group, MakeSales);
    private static readonly Dictionary<ReportGroup, string> AllOccupancy = Enum.GetValues<ReportGroup>().ToDictionary(group => group, MakeOccupancy);

    public static string Sales(ReportGroup group) => AllSales[group];

    public static string Occupancy(ReportGroup group) => AllOccupancy[group];

    // A refund is one of a sale by the payment that it is of: money that was taken twice went back too, and was no sale.
    private static string MakeSales(ReportGroup group) =>
        $"""
        WITH sold AS (
          SELECT {Key(group)} AS key, b.payment, b.currency, b.canceled, b.tickets, b.gross, b.fee, b.tax, b.discount
          FROM show_view s
          JOIN booking_sale b ON b.show = s.id
          WHERE s.local_date BETWEEN $1 AND $2 AND ($3::text IS NULL OR {Key(group)} >= $3)),
        moved AS (
          SELECT key, currency, 1 AS bookings, canceled::integer, tickets, gross, 0::bigint AS refunds, fee, tax, discount
          FROM sold
          UNION ALL
          SELECT sold.key, r.currency, 0, 0, 0, 0, r.amount, 0, 0, 0
          FROM sold
          JOIN refund_view r ON r.payment = sold.payment AND r.status IN ('succeeded', 'settled-by-hand')),
        line AS (
          SELECT key, currency COLLATE "C" AS currency, sum(bookings)::bigint AS bookings, sum(canceled)::bigint AS canceled, sum(tickets)::bigint AS tickets,
            sum(gross)::bigint AS gross, sum(refunds)::bigint AS refunds, sum(fee)::bigint AS fees, sum(tax)::bigint AS taxes, sum(discount)::bigint AS discounts
          FROM moved
          WHERE $3::text IS NULL OR (key, currency COLLATE "C") > ($3, $4)
          GROUP BY 1, 2
          ORDER BY 1, 2
          LIMIT $5)
        SELECT line.key, {Name(group)}, line.currency, bookings, canceled, tickets, gross, refunds, fees, taxes, discounts
        FROM line {NameJoin(group)}
        ORDER BY line.key, line.currency
        """;

    private static string MakeOccupancy(ReportGroup group) =>
        $"""
        WITH hall AS (
          SELECT {Key(group)} AS key, s.seats_total AS seats, coalesce(sum(b.tickets), 0) AS sold
          FROM show_view s
          LEFT JOIN booking_sale b ON b.show = s.id
          WHERE s.local_date BETWEEN $1 AND $2 AND NOT s.withdrawn AND ($3::text IS NULL OR {Key(group)} > $3)
          GROUP BY s.id),
        line AS (
          SELECT key, count(*) AS shows, sum(seats)::bigint AS seats, sum(sold)::bigint AS sold
          FROM hall
          GROUP BY 1
          ORDER BY 1
          LIMIT $5)
        SELECT line.key, {Name(group)}, shows, seats, sold
        FROM line {NameJoin(group)}
        ORDER BY line.key
        """;

    private static string Key(ReportGroup group) => group switch
    {
        ReportGroup.Day => "(to_char(s.local_date, 'YYYY-MM-DD') COLLATE \"C\")",
        ReportGroup.Show => "(s.id COLLATE \"C\")",
        ReportGroup.Movie => "(s.movie COLLATE \"C\")",
        _ => "(s.theater COLLATE \"C\")",
    };

    private static string Name(ReportGroup group) => group switch
    {
        ReportGroup.Day => "NULL::text",
        ReportGroup.Theater => "t.name",
        _ => "m.title",
    };

    private static string NameJoin(ReportGroup group) => group switch
    {
        ReportGroup.Day => "",
        ReportGroup.Show => "LEFT JOIN show_view s ON s.id = line.key LEFT JOIN movie_view m ON m.id = s.movie",
        ReportGroup.Movie => "LEFT JOIN movie_view m ON m.id = line.key",
        _ => "LEFT JOIN theater_view t ON t.id = line.key",
    };
}
