using Marquee.Notifications;
using Marquee.Silo.Postgres;
using Npgsql;

namespace Marquee.Silo.Notifications;

/// <summary>Devices, by the tokens under which Firebase knows them.</summary>
internal sealed class DeviceTable(NpgsqlDataSource database)
{
    // A token changes hands with its device. The count is not exact for two requests at the same moment; it only keeps rows from piling up.
    private const string Upsert =
        """
        INSERT INTO notification_device (id, customer, token, platform, created_at)
        SELECT $1, $2, $3, $4, $5
        WHERE (SELECT count(*) FROM notification_device WHERE customer = $2 AND token <> $3) < $6
        ON CONFLICT (token) DO UPDATE SET id = excluded.id, customer = excluded.customer, platform = excluded.platform, created_at = excluded.created_at
        """;

    private const string List = "SELECT id, platform, created_at, token FROM notification_device WHERE customer = $1 ORDER BY created_at DESC, id DESC";

    public async Task<bool> SaveAsync(UserId customer, DeviceView device, string token)
    {
        await using var command = database.CreateCommand(Upsert);
        command.Parameters.With(device.Id.Value).WithText(customer.ToString()).WithText(token).WithText(device.Platform).WithTime(device.CreatedAt).With(IDevices.Most);
        return await command.ExecuteNonQueryAsync() > 0;
    }

    public async Task<List<DeviceView>> ListAsync(UserId customer)
    {
        await using var command = database.CreateCommand(List);
        command.Parameters.WithText(customer.ToString());
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<DeviceView>();
        while (await reader.ReadAsync()) found.Add(new DeviceView(DeviceId.From(reader.GetGuid(0)), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2)));
        return found;
    }

    public async Task<IReadOnlyList<string>> TokensAsync(UserId customer, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(List);
        command.Parameters.WithText(customer.ToString());
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var found = new List<string>();
        while (await reader.ReadAsync(cancellation)) found.Add(reader.GetString(3));
        return found;
    }

    public async Task<bool> RemoveAsync(UserId customer, DeviceId device)
    {
        await using var command = database.CreateCommand("DELETE FROM notification_device WHERE customer = $1 AND id = $2");
        command.Parameters.WithText(customer.ToString()).With(device.Value);
        return await command.ExecuteNonQueryAsync() > 0;
    }

    /// <summary>Firebase knows the token no more: the app was removed.</summary>
    public async Task ForgetAsync(string token)
    {
        await using var command = database.CreateCommand("DELETE FROM notification_device WHERE token = $1");
        command.Parameters.WithText(token);
        await command.ExecuteNonQueryAsync();
    }
}
