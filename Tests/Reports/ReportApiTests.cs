using System.Globalization;
using Marquee.Tests.Api;
using Xunit;

namespace Marquee.Tests.Reports;

/// <summary>Reports as those who run the place get them.</summary>
[Collection("postgres")]
public sealed class ReportApiTests(Product product) : IClassFixture<Product>
{
    private const string Formula = "=1+1, \"the film\"";

    [Fact]
    public async Task What_was_sold_is_reported_as_it_was_sold_and_given_back()
    {
        var place = await Place.MakeAsync(product);
        using var admin = await product.AdminAsync();
        (await admin.PutAsync($"/v1/admin/movies/{place.Movie}", Place.MovieBody(Formula))).Is(200);
        using var customer = await product.CustomerAsync();
        // 300.00 and 2 x 400.00, 5 % fee, 18 % tax on the fee.
        await BuyAsync(customer, place.Show, "B1");
        var booking = await BuyAsync(customer, place.Show, "C1", "C2");
        await BuyAsync(customer, place.Show, "A1");
        (await customer.PostAsync($"/v1/bookings/{booking}/cancellation", new { seats = new[] { "C2" } })).Is(200);
        var back = (await customer.GetAsync($"/v1/bookings/{booking}")).Is(200).Number("refund", "amount", "amount");

        var sales = await UntilAsync(admin, $"/v1/admin/reports/sales?groupBy=show&{Days}", place.Show, line => line.Number("refunds", "amount") == back);
        Assert.Equal((Formula, 3, 0, 3), (sales.Text("name"), sales.Number("bookings"), sales.Number("canceled"), sales.Number("tickets")));
        Assert.Equal((137_670, "INR", 137_670 - back), (sales.Number("gross", "amount"), sales.Text("gross", "currency"), sales.Number("net", "amount")));
        Assert.Equal((6_500, 1_170), (sales.Number("fees", "amount"), sales.Number("taxes", "amount")));
        var halls = await UntilAsync(admin, $"/v1/admin/reports/occupancy?groupBy=movie&{Days}", place.Movie, line => line.Number("sold") == 3);
        Assert.Equal((1, 34, 88), (halls.Number("shows"), halls.Number("seats"), halls.Number("soldPermille")));

        var csv = await CsvAsync(admin, $"/v1/admin/reports/sales?groupBy=show&{Days}");
        Assert.Equal(("text/csv", "Accept"), (csv.ContentType, csv.Header("Vary")));
        Assert.StartsWith("key,name,currency,bookings,canceled,tickets,gross,refunds,net,fees,taxes,discounts\r\n", csv.Body, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{place.Show},\"'=1+1, \"\"the film\"\"\",INR,3,0,3,137670,{back},{137_670 - back},6500,1170,0\r\n"), csv.Body, StringComparison.Ordinal);
        Assert.Contains($"{place.Movie},\"'=1+1, \"\"the film\"\"\",1,34,3,88\r\n", (await CsvAsync(admin, $"/v1/admin/reports/occupancy?groupBy=movie&{Days}")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_follow_each_other_in_a_table_too()
    {
        using var admin = await product.AdminAsync();
        using var customer = await product.CustomerAsync();
        for (var i = 0; i < 2; i++) await BuyAsync(customer, (await Place.MakeAsync(product)).Show, "A3");

        var path = $"/v1/admin/reports/sales?groupBy=theater&limit=1&{Days}";
        await UntilAsync(admin, path.Replace("limit=1", "limit=100", StringComparison.Ordinal), null, lines => lines.At("items").GetArrayLength() >= 2);
        var first = (await admin.GetAsync(path)).Is(200);
        var second = (await admin.GetAsync($"{path}&cursor={first.Text("nextCursor")}")).Is(200);
        Assert.NotEqual(first.At("items")[0].GetProperty("key").GetString(), second.At("items")[0].GetProperty("key").GetString());

        var table = await CsvAsync(admin, path);
        Assert.Equal(2, table.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        var next = table.Header("Link")!;
        Assert.EndsWith(">; rel=\"next\"", next, StringComparison.Ordinal);
        Assert.Contains(second.At("items")[0].GetProperty("key").GetString()!, (await CsvAsync(admin, next[1..next.IndexOf('>', StringComparison.Ordinal)])).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=2026-02-30", "to")]
    [InlineData("from=2026-02-02&to=2026-02-01", "from")]
    [InlineData("from=2026-01-01&to=2027-01-02", "to")]
    [InlineData("groupBy=seat", "groupBy")]
    [InlineData("groupBy=1", "groupBy")]
    [InlineData("to=0001-01-01", null)]
    [InlineData("from=9999-12-31&to=9999-12-31", null)]
    [InlineData("from=2026-01-01&to=2027-01-01&groupBy=movie", null)]
    public async Task A_range_that_makes_no_sense_is_refused(string query, string? field)
    {
        using var admin = await product.AdminAsync();
        foreach (var report in new[] { "sales", "occupancy" })
        {
            var answer = await admin.GetAsync($"/v1/admin/reports/{report}?{query}");
            if (field is null) answer.Is(200);
            else Assert.True(answer.Refuses(422, "validation-failed").At("errors").TryGetProperty(field, out _), answer.Body);
        }
    }

    private static string Days => string.Create(CultureInfo.InvariantCulture, $"from={DateTime.UtcNow.AddDays(-2):yyyy-MM-dd}&to={DateTime.UtcNow.AddDays(2):yyyy-MM-dd}");

    private static async Task<string> BuyAsync(ApiClient customer, string show, params string[] seats)
    {
        var booking = (await customer.PostAsync("/v1/bookings", new { showId = show, seats })).Is(201).Id;
        (await customer.PostAsync($"/v1/bookings/{booking}/payments", new { method = "card", card = new { token = "tok_success" } })).Is(201);
        return booking;
    }

    private static Task<ApiAnswer> CsvAsync(ApiClient admin, string path) =>
        admin.SendAsync(HttpMethod.Get, path, null, request => request.Headers.Accept.ParseAdd("text/csv"));

    /// <summary>The line of a key, or without one the whole report, once it is as expected.</summary>
    private static async Task<ApiAnswer> UntilAsync(ApiClient admin, string path, string? key, Func<ApiAnswer, bool> expected)
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(60); ; await Task.Delay(50))
        {
            var answer = (await admin.GetAsync(path.Contains("limit", StringComparison.Ordinal) ? path : $"{path}&limit=100")).Is(200);
            var lines = answer.At("items").EnumerateArray().Where(line => line.GetProperty("key").GetString() == key).Select(line => answer with { Body = line.GetRawText() });
            if ((key is null ? answer : lines.FirstOrDefault()) is { } found && expected(found)) return found;
            Assert.True(DateTime.UtcNow < deadline, answer.Body);
        }
    }
}
