using Npgsql;

namespace Marquee.Silo.Outbox;

/// <summary>Tells an event that cannot be taken in from a database that cannot take in anything.</summary>
internal static class Outage
{
    // Connection, transaction rollback, insufficient resources, object not in the state it must be in, operator, system; and the
    // definitions themselves: where a table or a grant is missing it is missing for every event.
    private static readonly string[] Classes = ["08", "25", "40", "42", "53", "55", "57", "58"];

    public static bool Is(Exception failure) => failure switch
    {
        PostgresException refused => Classes.Contains(refused.SqlState[..2]),
        NpgsqlException or OperationCanceledException => true,
        _ => false,
    };
}
