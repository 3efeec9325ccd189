using System.Globalization;
using System.Text;
using Marquee.Tests.Tickets;
using Xunit;

namespace Marquee.Tests.Api;

/// <summary>Tickets and the door, as clients see them.</summary>
[Collection("postgres")]
public sealed class TicketApiTests(Product product) : IClassFixture<Product>
{
    private static async Task<string> BuyAsync(ApiClient customer, string show, params string[] seats)
    {
        var booking = (await customer.PostAsync("/v1/bookings", new { showId = show, seats })).Is(201).Id;
        (await customer.PostAsync($"/v1/bookings/{booking}/payments", new { method = "card", card = new { token = "tok_success" } })).Is(201);
        return booking;
    }

    private static async Task<string> CodeOf(ApiClient customer, string booking) => (await customer.GetAsync($"/v1/bookings/{booking}/ticket")).Is(200).Text("code");

    private async Task<ApiClient> StaffAsync(params string[] theaters)
    {
        var staff = await product.CustomerAsync();
        var (me, email) = ((await staff.GetAsync("/v1/me")).Id, (await staff.GetAsync("/v1/me")).Text("email"));
        using var admin = await product.AdminAsync();
        var made = (await admin.PutAsync($"/v1/admin/users/{me}/role", new { role = "staff", theaters })).Is(200);
        Assert.Equal(("staff", theaters.Length), (made.Text("role"), made.At("theaters").GetArrayLength()));
        staff.Dispose();
        return await product.SignInAsync(email);
    }

    [Fact]
    public async Task A_confirmed_booking_has_a_ticket_as_data_picture_document_and_entry_for_a_calendar()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();
        var pending = (await customer.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { "C1" } })).Is(201);
        Assert.False(pending.Json.TryGetProperty("ticket", out _));
        foreach (var ending in new[] { "", ".png", ".svg", ".pdf", ".ics", ".pkpass" })
            (await customer.GetAsync($"/v1/bookings/{pending.Id}/ticket{ending}")).Refuses(409, "booking-not-confirmed");

        var booking = await BuyAsync(customer, place.Show, "B1", "B2");
        var url = (await customer.GetAsync($"/v1/bookings/{booking}")).Is(200).Text("ticket", "url");
        var ticket = (await customer.GetAsync(url)).Is(200);
        Assert.Equal((booking, 1, "[\"B1\",\"B2\"]"), (ticket.Text("bookingId"), ticket.Number("issue"), ticket.At("seats").GetRawText()));
        Assert.StartsWith("data:image/svg+xml;base64,", ticket.Text("qr"), StringComparison.Ordinal);
        Assert.Equal(ticket.Text("code"), await CodeOf(customer, booking));

        var (png, type) = await customer.BytesAsync($"{url}.png");
        Assert.Equal("image/png", type);
        var (expected, picture) = (new PngFile(Marquee.Api.Tickets.TicketQr.Png(ticket.Text("code"))), new PngFile(png));
        Assert.All(Enumerable.Range(0, picture.Width * picture.Width), at => Assert.Equal(expected.IsDark(at % expected.Width, at / expected.Width), picture.IsDark(at % picture.Width, at / picture.Width)));
        var (svg, svgType) = await customer.BytesAsync($"{url}.svg");
        Assert.Equal(("image/svg+xml", ticket.Text("qr")[26..]), (svgType, Convert.ToBase64String(svg)));
        var (pdf, pdfType) = await customer.BytesAsync($"{url}.pdf");
        Assert.Equal(("application/pdf", "%PDF-"), (pdfType, Encoding.ASCII.GetString(pdf, 0, 5)));
        var (ics, icsType) = await customer.BytesAsync($"{url}.ics");
        Assert.Equal("text/calendar", icsType);
        var entry = CalendarFile.Read(ics).Inside("VEVENT");
        var local = (await customer.GetAsync($"/v1/shows/{place.Show}")).Is(200).Text("localStartsAt").Replace("-", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal);
        Assert.Equal(("TZID=Asia/Kolkata", local), (entry.Parameters("DTSTART"), entry.Value("DTSTART")));
        Assert.Equal("Some film", entry.Text("SUMMARY"));
        Assert.Contains("1 Some Road, Mumbai", entry.Text("LOCATION"), StringComparison.Ordinal);

        // Nobody has set up wallets here.
        (await customer.GetAsync($"{url}.pkpass")).Refuses(404, "wallet-pass-not-offered");
        Assert.False(ticket.Json.TryGetProperty("googleWallet", out _), ticket.Body);
    }

    [Fact]
    public async Task A_device_with_the_public_keys_alone_reads_a_ticket_and_believes_no_other()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();
        using var nobody = product.Nobody();
        var booking = await BuyAsync(customer, place.Show, "B1", "B2");
        var code = await CodeOf(customer, booking);
        var keys = (await nobody.GetAsync("/.well-known/ticket-keys.json")).Is(200);
        Assert.Equal("public, max-age=300", keys.Header("Cache-Control"));
        Assert.Equal((booking, place.Show, 1, "B1,B2"), OfflineVerifier.Read(code, keys.Json));
        for (var at = 4; at < code.Length - 1; at += 7)
            Assert.Null(OfflineVerifier.Read($"{code[..at]}{(code[at] == '7' ? '8' : '7')}{code[(at + 1)..]}", keys.Json));
        // The keys that sign access tokens sign no tickets.
        Assert.Null(OfflineVerifier.Read(code, (await nobody.GetAsync("/.well-known/jwks.json")).Is(200).Json));
    }

    [Fact]
    public async Task Guests_are_let_in_once_and_a_retry_of_the_same_scan_is_no_second_entry()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();
        using var staff = await StaffAsync(place.Theater);
        var booking = await BuyAsync(customer, place.Show, "B1", "B2", "B3");
        var code = await CodeOf(customer, booking);
        var first = (await staff.PostAsync("/v1/checkins", new { code, seats = new[] { "B1" }, door = "North" }, key: "scan-1")).Is(200);
        Assert.Equal((booking, place.Show, "North", "[\"B1\"]", "[\"B2\",\"B3\"]"), (first.Text("bookingId"), first.Text("show", "id"), first.Text("door"), first.At("seats").GetRawText(), first.At("left").GetRawText()));
        var again = (await staff.PostAsync("/v1/checkins", new { code, seats = new[] { "B1" }, door = "North" }, key: "scan-1")).Is(200);
        Assert.Equal(("true", first.Id, first.Text("at")), (again.Header("Idempotency-Replayed"), again.Id, again.Text("at")));
        (await staff.PostAsync("/v1/checkins", new { code, seats = new[] { "B2" } }, key: "scan-1")).Refuses(422, "idempotency-key-reused");

        var refused = (await staff.PostAsync("/v1/checkins", new { code })).Refuses(409, "already-checked-in");
        Assert.Equal((first.Text("at"), "North", "[\"B1\"]", "[\"B2\",\"B3\"]"), (refused.Text("checkedInAt"), refused.Text("door"), refused.At("seats").GetRawText(), refused.At("left").GetRawText()));
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => staff.PostAsync("/v1/checkins", new { code, seats = new[] { "B2", "B3" } })));
        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer.Status != 200), answer => answer.Refuses(409, "already-checked-in"));

        (await customer.PostAsync($"/v1/bookings/{booking}/cancellation")).Refuses(409, "already-checked-in");
        (await customer.GetAsync($"/v1/bookings/{booking}/refund-quote?seats=B1")).Refuses(409, "already-checked-in");
        Assert.Equal(2, (await customer.GetAsync($"/v1/bookings/{booking}")).Is(200).At("ticket", "checkIns").GetArrayLength());
    }

    [Fact]
    public async Task What_is_no_good_ticket_at_this_door_is_refused_with_the_reason()
    {
        var (place, other) = (await Place.MakeAsync(product), await Place.MakeAsync(product));
        using var customer = await product.CustomerAsync();
        using var admin = await product.AdminAsync();
        using var staff = await StaffAsync(place.Theater);
        var booking = await BuyAsync(customer, place.Show, "B1", "B2", "B3");
        var code = await CodeOf(customer, booking);
        foreach (var bad in new[] { "x", "MQ1.", $"{code[..^9]}000000000", code[..^1], $"MQ1.{new string('0', 300)}" })
            (await staff.PostAsync("/v1/checkins", new { code = bad })).Refuses(422, "ticket-invalid");
        (await staff.PostAsync("/v1/checkins", new { code = "" })).Refuses(422, "validation-failed");
        (await staff.PostAsync("/v1/checkins", new { code, seats = new[] { "C9" } })).Refuses(422, "seat-unknown");
        (await staff.PostAsync("/v1/checkins", new { code, showId = other.Show })).Refuses(409, "ticket-other-show");

        using var elsewhere = await StaffAsync(other.Theater);
        var foreign = (await elsewhere.PostAsync("/v1/checkins", new { code })).Refuses(409, "ticket-other-theater");
        Assert.False(foreign.Json.TryGetProperty("bookingId", out _), foreign.Body);
        var tomorrow = (await admin.PostAsync("/v1/admin/shows", Place.ShowBody(place.Movie, place.Theater, place.Screen, TimeSpan.FromHours(30)))).Is(201).Id;
        var early = await CodeOf(customer, await BuyAsync(customer, tomorrow, "B1"));
        (await staff.PostAsync("/v1/checkins", new { code = early })).Refuses(409, "ticket-too-early");
        (await admin.PostAsync("/v1/checkins", new { code = early })).Is(200);

        (await customer.PostAsync($"/v1/bookings/{booking}/cancellation", new { seats = new[] { "B1" } })).Is(200);
        (await staff.PostAsync("/v1/checkins", new { code })).Refuses(409, "ticket-outdated");
        var newer = await CodeOf(customer, booking);
        (await staff.PostAsync("/v1/checkins", new { code = newer, seats = new[] { "B1" } })).Refuses(409, "seat-canceled");
        (await staff.PostAsync("/v1/checkins", new { code = newer, seats = new[] { "B2" } })).Is(200);
        (await customer.PostAsync($"/v1/bookings/{booking}/cancellation", new { seats = new[] { "B3" } })).Is(200);
        var sold = await BuyAsync(customer, place.Show, "C5");
        var last = await CodeOf(customer, sold);
        (await customer.PostAsync($"/v1/bookings/{sold}/cancellation")).Is(200);
        (await staff.PostAsync("/v1/checkins", new { code = last })).Refuses(409, "ticket-canceled");
        (await customer.GetAsync($"/v1/bookings/{sold}/ticket")).Refuses(409, "ticket-canceled");
    }

    [Fact]
    public async Task Who_is_staff_no_more_lets_nobody_in_though_the_token_still_says_so()
    {
        var place = await Place.MakeAsync(product);
        using var admin = await product.AdminAsync();
        using var staff = await StaffAsync(place.Theater);
        (await staff.GetAsync($"/v1/shows/{place.Show}/door-list")).Is(200);
        var me = (await staff.GetAsync("/v1/me")).Id;
        Assert.Equal(place.Theater, (await staff.GetAsync("/v1/me")).At("theaters")[0].GetString());
        (await admin.PutAsync($"/v1/admin/users/{me}/role", new { role = "customer", theaters = new[] { place.Theater } })).Refuses(422, "validation-failed");
        (await admin.PutAsync($"/v1/admin/users/{me}/role", new { role = "staff" })).Refuses(422, "validation-failed");
        (await admin.PutAsync($"/v1/admin/users/{me}/role", new { role = "staff", theaters = new[] { "thr_00000000000000000000000000" } })).Refuses(422, "validation-failed");
        Assert.False((await admin.PutAsync($"/v1/admin/users/{me}/role", new { role = "customer" })).Is(200).Json.TryGetProperty("theaters", out _));
        (await staff.GetAsync($"/v1/shows/{place.Show}/door-list")).Refuses(403, "forbidden");
        (await staff.PostAsync("/v1/checkins", new { code = "MQ1.0" })).Refuses(403, "forbidden");
        (await staff.PostAsync("/v1/checkins/batch", new { entries = new[] { new { id = "1", code = "MQ1.0", scannedAt = DateTimeOffset.UtcNow } } })).Refuses(403, "forbidden");
    }

    [Fact]
    public async Task What_was_let_in_offline_is_uploaded_and_no_second_guest_is_lost()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();
        using var staff = await StaffAsync(place.Theater);
        var (one, two) = (await BuyAsync(customer, place.Show, "B1", "B2"), await BuyAsync(customer, place.Show, "C1"));
        var list = (await staff.GetAsync($"/v1/shows/{place.Show}/door-list")).Is(200);
        Assert.Equal((3, 0, 2), (list.Number("seats"), list.Number("checkedIn"), list.At("bookings").GetArrayLength()));
        var (codeOne, codeTwo) = (await CodeOf(customer, one), await CodeOf(customer, two));

        var ago = DateTimeOffset.UtcNow.AddMinutes(-30);
        object Entry(string id, string code, int minute, params string[]? seats) =>
            new { id, code, scannedAt = ago.AddMinutes(minute).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), seats = seats is { Length: > 0 } ? seats : null };
        var upload = new { device = "Device 1", entries = new[] { Entry("c", codeTwo, 5), Entry("b", codeOne, 3, "B1"), Entry("a", codeOne, 1, "B1"), Entry("d", "MQ1.nonsense", 6) } };
        for (var times = 0; times < 2; times++)
        {
            var answer = (await staff.PostAsync("/v1/checkins/batch", upload)).Is(200);
            Assert.Equal((2, 2), (answer.Number("accepted"), answer.Number("refused")));
            // By the time of the scan, not by the order in which they were sent.
            Assert.Equal("a,b,c,d", string.Join(',', answer.At("items").EnumerateArray().Select(item => item.GetProperty("id").GetString())));
            var conflict = answer.At("items")[1];
            Assert.Equal(("refused", "already-checked-in"), (conflict.GetProperty("status").GetString(), conflict.GetProperty("code").GetString()));
            Assert.Equal("Device 1", conflict.GetProperty("checkIns")[0].GetProperty("door").GetString());
            Assert.Equal("ticket-invalid", answer.At("items")[3].GetProperty("code").GetString());
        }

        var after = (await staff.GetAsync($"/v1/shows/{place.Show}/door-list")).Is(200);
        Assert.Equal((3, 2), (after.Number("seats"), after.Number("checkedIn")));
        var entry = after.At("bookings").EnumerateArray().Single(each => each.GetProperty("bookingId").GetString() == one);
        Assert.Equal("already-checked-in", entry.GetProperty("conflicts")[0].GetProperty("code").GetString());
        Assert.Equal([true, false], entry.GetProperty("seats").EnumerateArray().Select(seat => seat.GetProperty("checkedIn").GetBoolean()));
        Assert.DoesNotContain("example.test", after.Body, StringComparison.Ordinal);
        // A scan that got no answer at the door and is uploaded under its key was no second entry either.
        (await staff.PostAsync("/v1/checkins", new { code = codeOne, seats = new[] { "B2" }, door = "North" }, key: "online")).Is(200);
        var late = new { device = "Device 1", entries = new[] { new { id = "online", code = codeOne, seats = new[] { "B2" }, scannedAt = ago } } };
        Assert.Equal(1, (await staff.PostAsync("/v1/checkins/batch", late)).Is(200).Number("accepted"));
    }

    [Theory]
    [InlineData("""{}""", "entries")]
    [InlineData("""{"entries":[]}""", "entries")]
    [InlineData("""{"entries":[null]}""", "entries[0].id")]
    [InlineData("""{"entries":[{"id":"1","code":"x"}]}""", "entries[0].scannedAt")]
    [InlineData("""{"entries":[{"id":"1","code":"","scannedAt":"2026-11-24T10:00:00Z"}]}""", "entries[0].code")]
    [InlineData("""{"entries":[{"id":"1","code":"x","scannedAt":"2026-11-24T10:00:00Z"},{"id":"1","code":"y","scannedAt":"2026-11-24T10:00:00Z"}]}""", "entries")]
    [InlineData("""{"entries":[{"id":"1","code":"x","seats":["A1","A1"],"scannedAt":"2026-11-24T10:00:00Z"}]}""", "entries[0].seats")]
    [InlineData("""{"entries":[{"id":"1","code":"x","showId":"nothing","scannedAt":"2026-11-24T10:00:00Z"}]}""", "entries[0].showId")]
    public async Task An_upload_that_cannot_be_read_is_refused_as_a_whole(string body, string field)
    {
        using var admin = await product.AdminAsync();
        Assert.True((await admin.PostTextAsync("/v1/checkins/batch", body)).Refuses(422, "validation-failed").At("errors").TryGetProperty(field, out _));
    }
}
