using Marquee.LoadTest.Faults.Checks;
using Npgsql;

namespace Marquee.LoadTest.Faults.Scenarios;

/// <summary>What is on disk cannot be read.</summary>
internal static class RowFaults
{
    private const string Spoil =
        """
        UPDATE grain_state g SET payload = '\x0badc0de'::bytea
        FROM (SELECT grain_type, grain_key, payload FROM grain_state WHERE grain_type = 'show/show' AND grain_key = $1 FOR UPDATE) before
        WHERE g.grain_type = before.grain_type AND g.grain_key = before.grain_key
        RETURNING before.payload
        """;

    public static IEnumerable<Scenario> All => [new("corrupt-row", "the row of one show is unreadable for 8 s", SpoilAsync)];

    private static async Task SpoilAsync(Site site)
    {
        var (spoiled, other) = (site.Stage.Shows[0], site.Stage.Shows[1]);
        var good = (byte[])(await RunAsync(site, Spoil, spoiled))!;
        // It works on from memory until it has to be read again.
        await site.House.AskAsync(HttpMethod.Post, $"/v1/admin/grains/shows/{spoiled}/deactivation");
        await Task.Delay(TimeSpan.FromSeconds(4));
        var (bad, fine) = (await InspectAsync(site, spoiled), await InspectAsync(site, other));
        if (bad.Status is not (500 or 503) || bad.Code is null) site.Findings.Add(new Breach("corrupt-row", $"A show that cannot be read answers {bad.Name}."));
        if (fine.IsError) site.Findings.Add(new Breach("corrupt-row", $"Another show answers {fine.Name}."));
        await Task.Delay(TimeSpan.FromSeconds(4));
        await RunAsync(site, "UPDATE grain_state SET payload = $2 WHERE grain_type = 'show/show' AND grain_key = $1", spoiled, good);
        site.WatchFromNow(spoiled);
    }

    /// <summary>Asked of the show itself: what readers see may come from a copy.</summary>
    private static Task<Customers.Answer> InspectAsync(Site site, string show) =>
        site.House.AskAsync(HttpMethod.Get, $"/v1/admin/grains/shows/{show}");

    private static async Task<object?> RunAsync(Site site, string sql, params object[] values)
    {
#pragma warning disable CA2100 // Constants of this class.
        await using var command = site.Database.CreateCommand(sql);
#pragma warning restore CA2100
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteScalarAsync();
    }
}
