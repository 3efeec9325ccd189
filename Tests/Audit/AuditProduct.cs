using Marquee.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Marquee.Tests.Audit;

/// <summary>Refunds that fail are stuck at once, and nothing counts as in flight by its age alone.</summary>
public sealed class AuditProduct(Postgres.PostgresFixture postgres) : Product(postgres)
{
    protected override Dictionary<string, string?> Settings => new(base.Settings) { ["Refunds:MostTries"] = "1", ["Reconciliation:Grace"] = "00:00:00" };

    internal async Task RunAsync(string sql)
    {
        await using var command = Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    internal static object Card(string token) => new { method = "card", card = new { token } };

    internal static async Task<string> BookAsync(ApiClient customer, string show, params string[] seats) =>
        (await customer.PostAsync("/v1/bookings", new { showId = show, seats })).Is(201).Id;

    internal static async Task<string> BuyAsync(ApiClient customer, string show, string token, params string[] seats)
    {
        var booking = await BookAsync(customer, show, seats);
        (await customer.PostAsync($"/v1/bookings/{booking}/payments", Card(token))).Is(201);
        return booking;
    }

    internal static async Task<ApiAnswer> EventuallyAsync(ApiClient client, string path, Func<ApiAnswer, bool> expected)
    {
        var answer = await client.GetAsync(path);
        for (var tries = 0; tries < 300 && !expected(answer); tries++)
        {
            await Task.Delay(50);
            answer = await client.GetAsync(path);
        }

        Assert.True(expected(answer), answer.Body);
        return answer;
    }

    /// <summary>Each line as its kind and who did it.</summary>
    internal static IReadOnlyList<(string Kind, string Actor)> Lines(ApiAnswer answer) =>
        [.. answer.At("items").EnumerateArray().Select(item => (item.GetProperty("kind").GetString()!, item.GetProperty("actor").GetString()!))];
}
