using System.Collections.Immutable;
using Marquee.Reports;
using Marquee.Silo.Postgres;
using Marquee.Silo.Reads;
using Marquee.Storage;
using Npgsql;
using Orleans.Concurrency;

namespace Marquee.Silo.Reports;

[GrainType("report-queries"), StatelessWorker, Reentrant]
internal sealed class ReportQueries(FreshReads reads) : Grain, IReportQueries
{
    // A year of a large house is added up in seconds; longer than this nobody waits.
    private const int TimeoutSeconds = 15;

    private static readonly string[] Told = [Topics.Catalog, Topics.Bookings, Topics.Payments];

    public async Task<SalesReport?> Sales(ReportQuery query) =>
        await reads.AgainAsync(() => PageAsync(ReportSql.Sales(query.GroupBy), query, Sale, line => new Keyset(line.Key, line.Currency))) is var (lines, next) ? new SalesReport(lines, next) : null;

    public async Task<OccupancyReport?> Occupancy(ReportQuery query) =>
        await reads.AgainAsync(() => PageAsync(ReportSql.Occupancy(query.GroupBy), query, Hall, line => new Keyset(line.Key, ""))) is var (lines, next) ? new OccupancyReport(lines, next) : null;

    private async Task<(ImmutableArray<T> Lines, string? Next)?> PageAsync<T>(string sql, ReportQuery query, Func<NpgsqlDataReader, T> read, Func<T, Keyset> place)
    {
        Keyset? after = null;
        if (query.After is { } text)
        {
            if (!Keyset.TryRead(text, out var ended)) return ([], null);
            after = ended;
        }

        await using var connection = await reads.OpenAsync(Told, query.Seen.IsDefault ? [] : query.Seen);
        if (connection is null) return null;
        var most = Math.Clamp(query.Limit, 1, ReportQuery.Most);
#pragma warning disable CA2100 // Constants of ReportSql.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        command.CommandTimeout = TimeoutSeconds;
        command.Parameters.With(query.From).With(query.To).WithText(after?.Id).WithText(after?.Key).With(most + 1);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = ImmutableArray.CreateBuilder<T>();
        while (await reader.ReadAsync())
        {
            if (lines.Count == most) return (lines.ToImmutable(), place(lines[^1]).ToString());
            lines.Add(read(reader));
        }

        return (lines.ToImmutable(), null);
    }

    private static SalesLine Sale(NpgsqlDataReader row) => new(
        row.GetString(0), NameOf(row), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7),
        row.GetInt64(8), row.GetInt64(9), row.GetInt64(10));

    private static OccupancyLine Hall(NpgsqlDataReader row) => new(row.GetString(0), NameOf(row), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4));

    private static string? NameOf(NpgsqlDataReader row) => row.IsDBNull(1) ? null : row.GetString(1);
}
