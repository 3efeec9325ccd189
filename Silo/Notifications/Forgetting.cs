using Marquee.Silo.Postgres;
using Npgsql;

namespace Marquee.Silo.Notifications;

/// <summary>Takes a person out of what is kept of their messages. That they were sent, and of which booking, stays as the bookings do.</summary>
internal static class Forgetting
{
    private const string Rows =
        """
        UPDATE notification_delivery
        SET address = NULL, provider_id = NULL, reason = CASE WHEN status IN ('waiting', 'sending') THEN 'The account was deleted.' END,
          status = CASE WHEN status IN ('waiting', 'sending') THEN 'dropped' ELSE status END
        WHERE customer = $1
        """;

    // What a provider said may have the address in it.
    private const string Attempts =
        "UPDATE notification_attempt SET detail = NULL WHERE delivery IN (SELECT id FROM notification_delivery WHERE customer = $1)";

    private const string Letters = "DELETE FROM dead_letter WHERE consumer = 'notifications' AND payload ->> 'customer' = $1";

    private const string Devices = "DELETE FROM notification_device WHERE customer = $1";

    public static void Add(NpgsqlBatch batch, string customer)
    {
        foreach (var statement in (string[])[Rows, Attempts, Letters, Devices]) batch.Add(statement).WithText(customer);
    }
}
