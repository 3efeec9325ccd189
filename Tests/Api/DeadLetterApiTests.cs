using Marquee.Tests.Inbox;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Marquee.Tests.Api;

[Collection("postgres")]
public sealed class DeadLetterApiTests(Product product) : IClassFixture<Product>
{
    [Fact]
    public async Task Dead_letters_are_paged_told_why_replayed_and_discarded()
    {
        var database = product.Services.GetRequiredService<NpgsqlDataSource>();
        var (first, second, third) = (await Letter.WriteAsync(database), await Letter.WriteAsync(database), await Letter.WriteAsync(database));
        using var admin = await product.AdminAsync();

        var page = (await admin.GetAsync("/v1/admin/dead-letters?limit=2")).Is(200);
        Assert.Equal([third, second], page.At("items").EnumerateArray().Select(letter => letter.GetProperty("id").GetString()));
        var letter = page.At("items")[0];
        Assert.Equal("views", letter.GetProperty("group").GetString());
        Assert.Equal("movie-removed", letter.GetProperty("type").GetString());
        Assert.Equal(10, letter.GetProperty("attempts").GetInt32());
        Assert.Equal("TimeoutException: It took too long.", letter.GetProperty("reason").GetString());
        Assert.Equal(letter.GetProperty("aggregate").GetString(), letter.GetProperty("payload").GetProperty("id").GetString());
        var last = (await admin.GetAsync($"/v1/admin/dead-letters?limit=2&cursor={page.Text("nextCursor")}")).Is(200);
        Assert.Equal(first, last.At("items")[0].GetProperty("id").GetString());
        Assert.Null(last.At("nextCursor").GetString());

        (await admin.DeleteAsync($"/v1/admin/dead-letters/{first}")).Is(204);
        (await admin.DeleteAsync($"/v1/admin/dead-letters/{first}")).Refuses(404, "dead-letter-not-found");
        (await admin.PostAsync($"/v1/admin/dead-letters/{second}/replay")).Is(202);
        (await admin.PostAsync($"/v1/admin/dead-letters/{second}/replay")).Refuses(404, "dead-letter-not-found");
        (await admin.PostAsync("/v1/admin/dead-letters/nothing/replay")).Refuses(404, "dead-letter-not-found");
        Assert.Equal(third, Assert.Single((await admin.GetAsync("/v1/admin/dead-letters")).Is(200).At("items").EnumerateArray()).GetProperty("id").GetString());

        await Cluster.BookingCluster.Eventually(1L, async () => (long)(await database.CreateCommand("SELECT count(*) FROM movie_view WHERE removed").ExecuteScalarAsync())!);
    }
}
