using Marquee.Tests.Api;
using Xunit;
using static Marquee.Tests.Audit.AuditProduct;

namespace Marquee.Tests.Audit;

/// <summary>What admins did, as they read it.</summary>
[Collection("postgres")]
public sealed class AuditLogTests(AuditProduct product) : IClassFixture<AuditProduct>
{
    [Fact]
    public async Task Films_theaters_screens_and_shows_tell_who_changed_them()
    {
        using var admin = await product.AdminAsync();
        var boss = (await admin.GetAsync("/v1/me")).Id;
        var place = await Place.MakeAsync(product);
        (await admin.PutAsync($"/v1/admin/movies/{place.Movie}", Place.MovieBody("Renamed"))).Is(200);
        var spare = (await admin.PostAsync($"/v1/admin/theaters/{place.Theater}/screens", Place.ScreenBody())).Is(201).Id;
        (await admin.DeleteAsync($"/v1/admin/theaters/{place.Theater}/screens/{spare}")).Is(204);

        Assert.Equal(["movie-saved", "movie-created"], await KindsAsync(admin, place.Movie, boss));
        Assert.Equal(["screen-removed", "screen-saved", "screen-saved", "theater-created"], await KindsAsync(admin, place.Theater, boss));
        Assert.Equal(["show-opened"], await KindsAsync(admin, place.Show, boss));
        Assert.Equal("Renamed, version 2.", (await admin.GetAsync($"/v1/admin/audit?subject={place.Movie}")).At("items")[0].GetProperty("detail").GetString());
        Assert.Equal(spare, (await admin.GetAsync($"/v1/admin/audit?subject={place.Theater}")).At("items")[0].GetProperty("operationId").GetString());
    }

    [Fact]
    public async Task Seats_off_sale_and_back_moves_and_cancellations_of_a_show_tell_why()
    {
        using var admin = await product.AdminAsync();
        var boss = (await admin.GetAsync("/v1/me")).Id;
        var place = await Place.MakeAsync(product);
        var blocks = $"/v1/admin/shows/{place.Show}/blocks";
        (await admin.PostAsync(blocks, new { seats = new[] { "C1", "C2" }, reason = "broken" })).Is(200);
        (await admin.PostAsync(blocks, new { seats = new[] { "C2", "C3" }, reason = "wet" })).Is(200);
        (await admin.PostAsync(blocks, new { seats = new[] { "C3" }, reason = "again" })).Is(200);
        (await admin.DeleteAsync(blocks, new { seats = new[] { "C1", "C4" } })).Is(204);
        (await admin.PostAsync($"/v1/admin/shows/{place.Show}/reschedule", new { startsAt = DateTimeOffset.UtcNow.AddHours(9) })).Is(200);
        (await admin.PostAsync($"/v1/admin/shows/{place.Show}/cancellation", new { reason = "rain" })).Is(202);

        Assert.Equal(
            ["show-canceled", "show-rescheduled", "seats-unblocked", "seats-blocked", "seats-blocked", "show-opened"], await KindsAsync(admin, place.Show, boss));
        var lines = (await admin.GetAsync($"/v1/admin/audit?subject={place.Show}")).At("items");
        Assert.Equal(("rain", "wet"), (lines[0].GetProperty("reason").GetString(), lines[3].GetProperty("reason").GetString()));
        Assert.Equal(("Seat C1 on sale again.", "Seat C3 off sale."), (lines[2].GetProperty("detail").GetString(), lines[3].GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task A_change_of_role_is_told_once_however_often_it_is_asked_for()
    {
        using var admin = await product.AdminAsync();
        using var customer = await product.CustomerAsync();
        var (boss, user) = ((await admin.GetAsync("/v1/me")).Id, (await customer.GetAsync("/v1/me")).Id);
        foreach (var role in new[] { "admin", "admin", "customer" }) (await admin.PutAsync($"/v1/admin/users/{user}/role", new { role })).Is(200);
        var place = await Place.MakeAsync(product);
        foreach (var _ in new[] { 1, 2 }) (await admin.PutAsync($"/v1/admin/users/{user}/role", new { role = "staff", theaters = new[] { place.Theater } })).Is(200);
        // A later change of something else tells nothing of it again.
        (await customer.PatchAsync("/v1/me", new { homeCity = "Pune" })).Is(200);

        Assert.Equal(["role-changed", "role-changed", "role-changed"], await KindsAsync(admin, user, boss));
        Assert.Equal($"From customer to staff at {place.Theater}.", (await admin.GetAsync($"/v1/admin/audit?subject={user}")).At("items")[0].GetProperty("detail").GetString());
        Assert.Contains(("role-changed", "system"), Lines((await admin.GetAsync($"/v1/admin/audit?subject={boss}")).Is(200)));
    }

    [Fact]
    public async Task It_is_read_page_after_page_newest_first_by_actor_and_by_subject()
    {
        using var admin = await product.AdminAsync();
        var boss = (await admin.GetAsync("/v1/me")).Id;
        var place = await Place.MakeAsync(product);
        for (var i = 0; i < 5; i++) (await admin.PutAsync($"/v1/admin/movies/{place.Movie}", Place.MovieBody($"Film {i}"))).Is(200);

        var (seen, times, cursor) = (new List<string>(), new List<DateTimeOffset>(), "");
        do
        {
            var page = (await admin.GetAsync($"/v1/admin/audit?actor={boss}&subject={place.Movie}&limit=2{cursor}")).Is(200);
            seen.AddRange(page.At("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            times.AddRange(page.At("items").EnumerateArray().Select(item => item.GetProperty("at").GetDateTimeOffset()));
            cursor = page.At("nextCursor").GetString() is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);

        Assert.Equal(6, seen.Distinct().Count());
        Assert.Equal(6, seen.Count);
        Assert.Equal(times.OrderDescending(), times);
        Assert.Empty(Lines((await admin.GetAsync($"/v1/admin/audit?actor=system&subject={place.Movie}")).Is(200)));
        Assert.NotEmpty(Lines((await admin.GetAsync("/v1/admin/audit?actor=system")).Is(200)));
        Assert.Empty(Lines((await admin.GetAsync($"/v1/admin/audit?cursor={Convert.ToBase64String("nonsense"u8.ToArray()).TrimEnd('=')}")).Is(200)));
        (await admin.GetAsync($"/v1/admin/audit?actor={new string('x', 201)}")).Refuses(422, "validation-failed");
    }

    private static async Task<IReadOnlyList<string>> KindsAsync(ApiClient admin, string subject, string actor)
    {
        var lines = Lines((await admin.GetAsync($"/v1/admin/audit?subject={subject}")).Is(200));
        var ours = lines.Where(line => line.Actor == actor).Select(line => line.Kind).ToList();
        Assert.Equal(ours, Lines((await admin.GetAsync($"/v1/admin/audit?subject={subject}&actor={actor}")).Is(200)).Select(line => line.Kind));
        return ours;
    }
}
