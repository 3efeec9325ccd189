using Npgsql;
using NpgsqlTypes;

namespace Marquee.Silo.Payments.Sandbox;

/// <summary>How a charge is read from its row, and how nulls get into one.</summary>
internal static class ChargeRow
{
    public const string Columns = "operation, status, amount, currency, token, refunded, failure_code, failure_message, challenge_secret, upi_flow, description";

    public static Charge Read(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.IsDBNull(2) ? null : row.GetInt64(2),
        Text(row, 3),
        Text(row, 4),
        row.GetInt64(5),
        Failure(row, 6),
        Text(row, 8),
        Text(row, 9),
        Text(row, 10));

    /// <summary>A failure from its code and, in the column after it, its message.</summary>
    public static SandboxFailure? Failure(NpgsqlDataReader row, int code) =>
        row.IsDBNull(code) ? null : new(row.GetString(code), row.GetString(code + 1));

    // A null without a type would leave PostgreSQL guessing.
    public static void AddNullable(this NpgsqlCommand command, string? value) =>
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text });

    public static void AddNullable(this NpgsqlCommand command, DateTimeOffset? value) =>
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
