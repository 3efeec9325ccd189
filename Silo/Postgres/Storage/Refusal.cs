using Npgsql;

namespace Marquee.Silo.Postgres.Storage;

/// <summary>Tells a statement that certainly did nothing from one that nobody knows about.</summary>
internal static class Refusal
{
    // Data, integrity, rollback, access or syntax, resources, limits, an exception raised in a trigger. Not 57: that is a server going away.
    private static readonly string[] Classes = ["22", "23", "40", "42", "53", "54", "P0"];

    // "Statement completion unknown": of class 40 by its number alone.
    private const string CompletionUnknown = "40003";

    /// <summary>True where the server itself answered that the statement, and so its transaction, was rolled back.</summary>
    public static bool IsDefinite(Exception failure) =>
        failure is PostgresException { InvariantSeverity: "ERROR" } answer
        && answer.SqlState != CompletionUnknown
        && Classes.Any(known => answer.SqlState.StartsWith(known, StringComparison.Ordinal));
}
