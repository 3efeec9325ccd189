using Marquee.LoadTest.Faults.Customers;
using Npgsql;

namespace Marquee.LoadTest.Faults.Settling;

/// <summary>Waits until nothing is under way any more.</summary>
internal sealed class Quiet(NpgsqlDataSource database, Account admin, IEnumerable<string> shows)
{
    private const string UnderWay =
        """
        SELECT kind, count(*)
        FROM (
          SELECT 'events in the outbox' AS kind FROM outbox
          UNION ALL
          SELECT 'events in the inbox' FROM inbox WHERE done_at IS NULL
          UNION ALL
          SELECT 'bookings that are ' || status FROM booking_view WHERE status IN ('pending', 'paying', 'canceling')
          UNION ALL
          SELECT 'refunds that are ' || status FROM refund_view WHERE status IN ('pending', 'stuck')
          UNION ALL
          SELECT 'messages that are ' || status FROM notification_delivery WHERE status IN ('waiting', 'sending') AND due_at < now() + interval '10 minutes') AS open
        GROUP BY kind
        """;

    /// <summary>Answers what was still under way when patience ended, in words.</summary>
    public async Task<IReadOnlyList<string>> WaitAsync(TimeSpan patience)
    {
        var deadline = TimeProvider.System.GetUtcNow() + patience;
        while (true)
        {
            var open = await OpenAsync();
            if (open.Count == 0 || TimeProvider.System.GetUtcNow() > deadline) return open;
            await Task.Delay(500);
        }
    }

    private async Task<IReadOnlyList<string>> OpenAsync()
    {
        var open = new List<string>();
        await using (var command = database.CreateCommand(UnderWay))
        await using (var row = await command.ExecuteReaderAsync())
            while (await row.ReadAsync()) open.Add($"{row.GetInt64(1)} {row.GetString(0)}");
        // A show that has been asleep may hold what only it knows, so each is asked, and woken by that.
        foreach (var show in open.Count == 0 ? shows : [])
        {
            var answer = await admin.AskAsync(HttpMethod.Get, $"/v1/admin/grains/shows/{show}");
            if (answer.Status != 200) open.Add($"{show} answers {answer.Name}");
            else if (answer.Body.GetProperty("holds").GetArrayLength() is > 0 and var holds) open.Add($"{holds} claims of {show}");
        }

        return open;
    }
}
