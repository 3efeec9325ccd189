using Marquee.LoadTest.Clusters;
using Marquee.LoadTest.Invariants;
using Marquee.LoadTest.Journeys;
using Marquee.LoadTest.Reports;
using Npgsql;

namespace Marquee.LoadTest.Runs;

/// <summary><c>LoadTest run</c>: prepares, has the visitors come, waits until all is at rest, checks, and reports.</summary>
internal sealed class LoadRun(RunOptions options, TextWriter output)
{
    private const string OpenArrivals =
        "Open loop: journeys begin at a rate, with exponential gaps, whether or not the system keeps up. The first request of each is timed from "
        + "when the journey was meant to begin, so waiting is not omitted; the others from when they are sent.";

    private const string ClosedArrivals =
        "Closed loop: a fixed number of journeys at once. A slow system is asked less, so these times say nothing of what waiting visitors would have seen.";

    /// <summary>Answers the exit code: 1 where something that must be so is not.</summary>
    public static async Task<int> RunAsync(RunOptions options, TextWriter output)
    {
        using var interrupt = new Interrupt();
        var run = new LoadRun(options, output);
        try
        {
            if (options.Urls.Count > 0) return await run.OnAsync(options.Urls, new Account(options.Email, options.Password), options.Database, null).WaitAsync(interrupt.Token);
            await using var cluster = await LocalCluster.StartAsync(OwnSystem.Options(options.Silos, options.Apis, output.WriteLine), interrupt.Token);
            return await run.OnAsync([.. cluster.Apis.Select(api => api.Url)], OwnSystem.Admin, cluster.Database.Inspector, cluster).WaitAsync(interrupt.Token);
        }
        catch (OperationCanceledException) when (interrupt.Token.IsCancellationRequested)
        {
            await output.WriteLineAsync("Interrupted: nothing was checked, and there is no report.");
            return 130;
        }
    }

    private async Task<int> OnAsync(IReadOnlyList<Uri> urls, Account admin, string? database, LocalCluster? cluster)
    {
        var folder = Directory.CreateDirectory(Path.GetFullPath(options.Out)).FullName;
        await output.WriteLineAsync($"Preparing {options.Shows} shows and {options.Customers} customers...");
        using var preparation = new Preparation(options, urls, admin, TimeProvider.System);
        var stage = await preparation.MakeAsync();
        var startedAt = TimeProvider.System.GetUtcNow();
        var direction = new Direction(options, stage, folder, output);
        IReadOnlyList<Mark> changes = [];
        await direction.RunAsync(async elapsed => changes = cluster is null ? [] : await SiloChanges.MakeAsync(cluster, options.Changes, elapsed));
        var findings = await CheckAsync(stage, History.Read(direction.Histories), database);
        var report = ReportOf(startedAt, direction, cluster, changes, findings, database);
        await TellAsync(report, folder);
        return report.Holds ? 0 : 1;
    }

    private async Task<IReadOnlyList<Finding>> CheckAsync(Stage stage, IReadOnlyList<Told> history, string? database)
    {
        var findings = Checks.OfHistory(history).ToList();
        if (database is null) return findings;
        var holdTime = options.Urls.Count == 0 ? OwnSystem.HoldTime : TimeSpan.FromMinutes(5);
        var patience = options.Settle is { } given ? TimeSpan.FromSeconds(given) : holdTime + TimeSpan.FromSeconds(30);
        await output.WriteLineAsync($"Waiting, {patience.TotalSeconds:0} s at most, until every booking has come to an end...");
        await using var source = NpgsqlDataSource.Create(database);
        var books = await new BooksReader(source, TimeProvider.System).ReadAsync([.. stage.Shows.Select(show => show.Id)], patience);
        findings.AddRange(Checks.OfBooks(history, books));
        findings.AddRange(Checks.OfMaps(books, await SeatMaps.ReadAsync(stage)));
        return findings;
    }

    private Report ReportOf(DateTimeOffset startedAt, Direction direction, LocalCluster? cluster, IReadOnlyList<Mark> changes, IReadOnlyList<Finding> findings, string? database)
    {
        var total = direction.Total;
        return new Report(
            startedAt,
            cluster is null ? string.Join(", ", options.Urls) : $"a cluster with {Some(options.Silos, "silo")} and {Some(options.Apis, "API")} on this machine ({Environment.ProcessorCount} processors), which the generators shared with them",
            options.Rate is null ? ClosedArrivals : OpenArrivals,
            RunFacts.Of(options),
            direction.Rows,
            TimesRow.Of(total.AllRequests(), total.Requests, options.Seconds),
            TimesRow.Of(total.AllJourneys(), total.Journeys, options.Seconds),
            total.Outcomes, total.Answers, total.SeatsSold, changes, findings,
            database is null ? "No --database was given, so only what clients were told was looked at." : null);
    }

    private static string Some(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    private async Task TellAsync(Report report, string folder)
    {
        await output.WriteLineAsync();
        await ReportText.WriteAsync(report, output);
        await File.WriteAllTextAsync(Path.Combine(folder, "report.json"), report.ToJson());
        await File.WriteAllTextAsync(Path.Combine(folder, "report.html"), HtmlReport.Of(report));
        await output.WriteLineAsync($"{Path.Combine(folder, "report.html")} and report.json beside it tell all of it.");
    }
}
