using Marquee.LoadTest.Comparison;
using Npgsql;

namespace Marquee.LoadTest.Scale;

/// <summary>
/// Fills a database with bookings faster than the product could make them: whole sets of rows that it wrote itself, once more under other
/// ids. Each set has bookings, payments, wallets and shows of its own, so no seat and no operation is in two of them. Only the ids inside of
/// the states' binary payloads stay what they were; they are as long as others, and nobody reads them.
/// </summary>
internal static class Copies
{
    private const int SetsAtOnce = 50;

    // Apart from the tables they are copied into, or there would be copies of copies.
    // An id is four letters and 26 digits of base 32, of which 0-9 and a-f are some; the first is at most 7.
    private const string Models =
        """
        CREATE SCHEMA model;
        CREATE FUNCTION model.copy_of(id text, set_number integer) RETURNS text LANGUAGE sql IMMUTABLE STRICT
        RETURN left(id, 4) || '0' || left(md5(id || set_number), 25);
        CREATE TABLE model.booking AS
        SELECT * FROM booking_view WHERE show = ANY (string_to_array(current_setting('model.shows'), ','));
        CREATE TABLE model.line AS
        SELECT * FROM ledger WHERE reference IN (SELECT id FROM model.booking);
        CREATE TABLE model.state AS
        SELECT *
        FROM grain_state
        WHERE grain_type = 'booking/booking' AND grain_key IN (SELECT id FROM model.booking)
          OR grain_type = 'payment/payment' AND modified_at >= (SELECT min(created_at) FROM model.booking)
          OR grain_type = 'wallet/wallet' AND grain_key IN (SELECT customer FROM model.booking)
          OR grain_type IN ('show/show', 'show/show-seats') AND grain_key IN (SELECT show FROM model.booking);
        """;

    private const string Copy =
        """
        INSERT INTO grain_state (grain_type, grain_key, version, payload, archive, modified_at)
        SELECT m.grain_type, model.copy_of(m.grain_key, n), m.version, m.payload, m.archive, now()
        FROM generate_series($1, $2) AS n, model.state m
        """;

    private const string CopyViews =
        """
        INSERT INTO booking_view (id, customer, show, status, version, created_at, document)
        SELECT model.copy_of(m.id, n), model.copy_of(m.customer, n), model.copy_of(m.show, n), m.status, m.version, m.created_at,
          m.document || jsonb_build_object('id', model.copy_of(m.id, n), 'customer', model.copy_of(m.customer, n), 'show', model.copy_of(m.show, n))
        FROM generate_series($1, $2) AS n, model.booking m
        """;

    private const string CopyLines =
        """
        INSERT INTO ledger (event_id, line, account, amount, currency, operation, reference, at)
        SELECT md5(m.event_id::text || n)::uuid, m.line, m.account, m.amount, m.currency, md5(m.operation || n), model.copy_of(m.reference, n), m.at
        FROM generate_series($1, $2) AS n, model.line m
        """;

    /// <param name="shows">Those whose bookings are the models.</param>
    /// <param name="sets">How often each is to be there, the model included.</param>
    public static async Task MakeAsync(NpgsqlDataSource database, IReadOnlyList<string> shows, int sets, TextWriter output)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using (var which = new NpgsqlCommand("SELECT set_config('model.shows', $1, false)", connection))
        {
            which.Parameters.Add(new NpgsqlParameter<string> { TypedValue = string.Join(',', shows) });
            await which.ExecuteNonQueryAsync();
        }

        await using (var models = new NpgsqlCommand(Models, connection)) await models.ExecuteNonQueryAsync();
        for (var first = 1; first < sets; first += SetsAtOnce)
        {
            var last = Math.Min(sets - 1, first + SetsAtOnce - 1);
            foreach (var sql in new[] { Copy, CopyViews, CopyLines }) await CopyAsync(connection, sql, first, last);
            await output.WriteLineAsync($"{last + 1} of {sets} sets of bookings");
        }

        await using (var done = new NpgsqlCommand("DROP SCHEMA model CASCADE", connection)) await done.ExecuteNonQueryAsync();
        await Database.SettleAsync(database);
    }

    private static async Task CopyAsync(NpgsqlConnection connection, string sql, int first, int last)
    {
#pragma warning disable CA2100 // Constants of this class.
        await using var copy = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
#pragma warning restore CA2100
        copy.Parameters.Add(new NpgsqlParameter<int> { TypedValue = first });
        copy.Parameters.Add(new NpgsqlParameter<int> { TypedValue = last });
        await copy.ExecuteNonQueryAsync();
    }
}
