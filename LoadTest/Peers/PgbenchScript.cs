using System.Globalization;

namespace Marquee.LoadTest.Peers;

/// <summary>The statements of the PostgreSQL peer as pgbench takes them: the same texts, their parameters made from a count of turns.</summary>
internal static class PgbenchScript
{
    public static string Of(bool wholeBooking, int firstShow, int spreadOver, int rows, int seatsPerRow, int customers)
    {
        // Every client counts its own turns, so that no two ever want the same seats and no seat is left out.
        var turns = string.Create(CultureInfo.InvariantCulture, $"""
            \set round :round + 1
            \set turn :round * :clients + :client_id
            \set pairs {rows * seatsPerRow / 2}
            \set pair (:turn / {spreadOver}) % :pairs
            \set show {firstShow} + :turn % {spreadOver} + {spreadOver} * (:turn / ({spreadOver} * :pairs))
            \set place (2 * :pair / {seatsPerRow}) * 1000 + 2 * :pair % {seatsPerRow} + 1
            \set customer 1 + :turn % {customers}

            """);
        var hold = Statement(BookingSql.Hold, "$2", ":customer::integer", "$3", ":show::integer", "$4", Places, "$5", "2000", "$6", "360");
        if (!wholeBooking) return turns + hold;
        return turns + hold + Statement(BookingSql.Pay) + Statement(BookingSql.Confirm, "$2", ":show::integer", "$3", Places);
    }

    private const string Places = "ARRAY[:place::integer, :place::integer + 1]";

    /// <summary>pgbench has no ids, and to ask for one would be another round trip.</summary>
    private const string Booking = "md5(concat(:run::text, '/', :turn::text))::uuid";

    private static string Statement(string sql, params ReadOnlySpan<string> values)
    {
        for (var i = 0; i < values.Length; i += 2) sql = sql.Replace(values[i], values[i + 1], StringComparison.Ordinal);
        return sql.Replace("$1", Booking, StringComparison.Ordinal) + ";\n";
    }
}
