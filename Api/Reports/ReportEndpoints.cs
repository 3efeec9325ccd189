using System.Text;
using Marquee.Api.Bookings;
using Marquee.Api.Http;
using Marquee.Reports;
using Microsoft.AspNetCore.WebUtilities;

namespace Marquee.Api.Reports;

/// <summary>What was sold and how full the halls were, for those who run the place: as JSON page by page, or as a table.</summary>
internal static class ReportEndpoints
{
    private const string Json = "application/json";

    public static void MapReports(this RouteGroupBuilder admin)
    {
        var reports = admin.MapGroup("/reports").WithTags("Reports");
        reports.MapGet("/sales", Sales).WithName("ReportSales").Produces<ReportBody<SalesBody>>(StatusCodes.Status200OK, Json, Csv.Type);
        reports.MapGet("/occupancy", Occupancy).WithName("ReportOccupancy").Produces<ReportBody<OccupancyBody>>(StatusCodes.Status200OK, Json, Csv.Type);
    }

    private static Task<IResult> Sales(string? from, string? to, string? groupBy, PageRequest page, MinVersion seen, HttpContext http, IGrainFactory grains, TimeProvider clock) =>
        AnswerAsync(from, to, groupBy, page, seen, http, clock, async query =>
            await grains.GetGrain<IReportQueries>(0).Sales(query) is { } report ? new Found<SalesLine>(report.Lines, report.Next) : null,
            SalesBody.Of, SalesBody.CsvHeader, SalesBody.CsvLine);

    private static Task<IResult> Occupancy(string? from, string? to, string? groupBy, PageRequest page, MinVersion seen, HttpContext http, IGrainFactory grains, TimeProvider clock) =>
        AnswerAsync(from, to, groupBy, page, seen, http, clock, async query =>
            await grains.GetGrain<IReportQueries>(0).Occupancy(query) is { } report ? new Found<OccupancyLine>(report.Lines, report.Next) : null,
            OccupancyBody.Of, OccupancyBody.CsvHeader, OccupancyBody.CsvLine);

    private static async Task<IResult> AnswerAsync<TLine, TBody>(
        string? from, string? to, string? groupBy, PageRequest page, MinVersion seen, HttpContext http, TimeProvider clock,
        Func<ReportQuery, Task<Found<TLine>?>> find, Func<TLine, TBody> body, string header, Func<TLine, string> line)
    {
        http.Response.Headers.Vary = "Accept";
        var csv = Csv.IsWanted(http.Request);
        var checks = new Validation();
        var most = csv && !http.Request.Query.ContainsKey("limit") ? ReportQuery.Most : page.Limit;
        var query = checks.Report(from, to, groupBy, clock.GetUtcNow(), most, page.After);
        if (checks.Failed) return checks.Problem();

        if (await find(query with { Seen = seen.Seen }) is not { } found) return MinVersion.NotReached(http);
        var next = PageRequest.EncodeOptional(found.Next);
        if (!csv) return TypedResults.Ok(new ReportBody<TBody>(query.From, query.To, query.GroupBy, [.. found.Lines.Select(body)], next));
        if (next is not null) http.Response.Headers.Link = $"<{LinkTo(http.Request, next)}>; rel=\"next\"";
        var name = $"{http.Request.Path.Value!.Split('/')[^1]}-{query.From:yyyy-MM-dd}-{query.To:yyyy-MM-dd}.csv";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        return TypedResults.Text(string.Concat(found.Lines.Select(line).Prepend(header)), $"{Csv.Type}; charset=utf-8", Encoding.UTF8);
    }

    /// <summary>The same request for the next page: a table has no place of its own to tell it.</summary>
    private static string LinkTo(HttpRequest request, string cursor)
    {
        var query = request.Query.Where(pair => pair.Key != "cursor").Append(new("cursor", cursor));
        return QueryHelpers.AddQueryString(request.Path, query);
    }

    private sealed record Found<T>(IReadOnlyList<T> Lines, string? Next);
}
