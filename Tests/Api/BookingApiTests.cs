using System.Text.Json;
using Xunit;

namespace Marquee.Tests.Api;

[Collection("postgres")]
public sealed class BookingApiTests(Product product) : IClassFixture<Product>
{
    private static object Seats(string show, params string[] seats) => new { showId = show, seats };

    private static object Card(string token = "tok_success") => new { method = "card", card = new { token } };

    private static async Task<string> MapAsync(ApiClient client, string show) => string.Join(" ",
        (await client.GetAsync($"/v1/shows/{show}/seats")).Is(200).At("rows").EnumerateArray()
        .SelectMany(row => row.GetProperty("seats").EnumerateArray())
        .Where(seat => seat.GetProperty("status").GetString() != "free")
        .Select(seat => $"{seat.GetProperty("label").GetString()}:{seat.GetProperty("status").GetString()}"));

    [Fact]
    public async Task From_the_first_visit_to_a_confirmed_booking()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();

        var booked = (await customer.PostAsync("/v1/bookings", Seats(place.Show, "B1", "B2"))).Is(201);
        Assert.Equal($"/v1/bookings/{booked.Id}", booked.Header("Location"));
        Assert.Equal("no-store", booked.Header("Cache-Control"));
        Assert.Equal(("pending", 1L), (booked.Text("status"), booked.Number("version")));
        Assert.Equal(
            """[{"label":"B1","category":"gold","price":{"amount":30000,"currency":"INR"}},{"label":"B2","category":"gold","price":{"amount":30000,"currency":"INR"}}]""",
            booked.At("seats").GetRawText());
        Assert.Equal((60_000L, 3_000L, 540L, 0L, 63_540L), (
            booked.Number("price", "tickets", "amount"), booked.Number("price", "fee", "amount"), booked.Number("price", "tax", "amount"),
            booked.Number("price", "discount", "amount"), booked.Number("price", "total", "amount")));
        Assert.Equal("Some film", booked.Text("show", "movie", "title"));
        Assert.Equal("Mumbai", booked.Text("show", "theater", "city"));
        Assert.InRange(booked.At("holdExpiresAt").GetDateTimeOffset() - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
        Assert.Equal("B1:held B2:held", await MapAsync(customer, place.Show));

        var topUp = (await customer.PostAsync("/v1/me/wallet/top-ups", new { amount = Place.Inr(100_000), method = "card" })).Is(201);
        Assert.Equal(("succeeded", 100_000L), (topUp.Text("status"), topUp.Number("balance", "amount")));
        var paid = (await customer.PostAsync($"/v1/bookings/{booked.Id}/payments", new { method = "wallet" })).Is(201);
        Assert.Equal(("succeeded", "wallet", 63_540L), (paid.Text("status"), paid.Text("method"), paid.Number("amount", "amount")));

        var confirmed = (await customer.GetAsync($"/v1/bookings/{booked.Id}")).Is(200);
        Assert.Equal(("confirmed", paid.Id), (confirmed.Text("status"), confirmed.Text("payment", "id")));
        Assert.Equal("B1:sold B2:sold", await MapAsync(customer, place.Show));
        var wallet = (await customer.GetAsync("/v1/me/wallet")).Is(200);
        Assert.Equal((36_460L, 2), (wallet.Number("balance", "amount"), wallet.At("entries").GetArrayLength()));
        var mine = (await customer.GetAsync("/v1/me/bookings?status=confirmed")).Is(200);
        Assert.Equal(booked.Id, Assert.Single(mine.At("items").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.Null, mine.At("nextCursor").ValueKind);
        Assert.Empty((await customer.GetAsync("/v1/me/bookings?status=expired")).At("items").EnumerateArray());
        Assert.Equal(34 - 2, (await customer.GetAsync($"/v1/shows/{place.Show}")).Number("seatsFree"));
    }

    [Fact]
    public async Task A_key_means_one_request_one_effect_and_one_answer()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();
        var key = Guid.NewGuid().ToString();
        var first = (await customer.PostAsync("/v1/bookings", Seats(place.Show, "B1"), key)).Is(201);
        Assert.Null(first.Header("Idempotency-Replayed"));
        var again = (await customer.PostAsync("/v1/bookings", Seats(place.Show, "B1"), key)).Is(201);
        Assert.Equal("true", again.Header("Idempotency-Replayed"));
        Assert.Equal((first.Id, first.Text("holdExpiresAt"), first.Text("createdAt")), (again.Id, again.Text("holdExpiresAt"), again.Text("createdAt")));
        (await customer.PostAsync("/v1/bookings", Seats(place.Show, "B2"), key)).Refuses(422, "idempotency-key-reused");
        Assert.Equal("B1:held", await MapAsync(customer, place.Show));

        // The same key of somebody else is another key.
        using var other = await product.CustomerAsync();
        (await other.PostAsync("/v1/bookings", Seats(place.Show, "B2"), key)).Is(201);

        var payments = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => customer.PostAsync($"/v1/bookings/{first.Id}/payments", Card(), key)));
        Assert.All(payments, payment => Assert.Contains(payment.Status, new[] { 201, 409 }));
        Assert.Single(payments.Where(payment => payment.Status == 201).Select(payment => payment.Id).Distinct());
        var repeat = (await customer.PostAsync($"/v1/bookings/{first.Id}/payments", Card(), key)).Is(201);
        Assert.Equal("true", repeat.Header("Idempotency-Replayed"));
        (await customer.PostAsync($"/v1/bookings/{first.Id}/payments", Card("tok_declined"), key)).Refuses(422, "idempotency-key-reused");
        (await customer.PostAsync("/v1/bookings", Seats(place.Show, "B5"), "a key with spaces")).Refuses(400, "malformed-request");
    }

    [Fact]
    public async Task Every_refusal_has_its_code_and_no_effect()
    {
        var place = await Place.MakeAsync(product, rules: new { singleSeatGap = true, maxSeats = 4 });
        using var customer = await product.CustomerAsync();
        using var other = await product.CustomerAsync();
        (await other.PostAsync("/v1/bookings", Seats(place.Show, "B1", "B2"))).Is(201);

        Task<ApiAnswer> Book(params string[] seats) => customer.PostAsync("/v1/bookings", Seats(place.Show, seats));
        var taken = (await Book("B2", "B3")).Refuses(409, "seats-unavailable");
        Assert.Equal("""["B2"]""", taken.At("seats").GetRawText());
        (await Book("Z9")).Refuses(422, "seat-unknown");
        (await Book("C1", "C2", "C3", "C4", "C5")).Refuses(422, "too-many-seats");
        (await Book("C2", "C3")).Refuses(422, "single-seat-gap");
        (await Book("A2")).Refuses(422, "companion-alone");
        (await Book()).Refuses(422, "validation-failed");
        (await Book("C1", "C1")).Refuses(422, "validation-failed");
        (await customer.PostAsync("/v1/bookings", new { showId = place.Show })).Refuses(422, "validation-failed");
        (await customer.PostAsync("/v1/bookings", new { showId = place.Show, bestAvailable = new { quantity = 0 } })).Refuses(422, "validation-failed");
        (await customer.PostAsync("/v1/bookings", new { showId = place.Show, bestAvailable = new { quantity = 11 } })).Refuses(422, "too-many-seats");
        (await customer.PostAsync("/v1/bookings", new { showId = place.Show, bestAvailable = new { quantity = 2, category = "velvet" } })).Refuses(400, "malformed-request");
        (await customer.PostAsync("/v1/bookings", Seats("shw_00000000000000000000000000", "A1"))).Refuses(404, "show-not-found");
        (await customer.PostAsync("/v1/bookings", Seats("nonsense", "A1"))).Refuses(404, "show-not-found");
        (await customer.GetAsync("/v1/bookings/nonsense")).Refuses(404, "booking-not-found");
        (await customer.GetAsync("/v1/bookings/bkg_00000000000000000000000000")).Refuses(404, "booking-not-found");
        Assert.Equal("B1:held B2:held", await MapAsync(customer, place.Show));
    }

    [Fact]
    public async Task The_best_seats_are_chosen_for_who_names_none()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();
        var booked = (await customer.PostAsync("/v1/bookings", new { showId = place.Show, bestAvailable = new { quantity = 4, category = "platinum" } })).Is(201);
        Assert.Equal("C5,C6,C7,C8", string.Join(",", booked.At("seats").EnumerateArray().Select(seat => seat.GetProperty("label").GetString())));
    }

    [Fact]
    public async Task A_declined_payment_says_why_and_the_hold_stays()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();
        var booking = (await customer.PostAsync("/v1/bookings", Seats(place.Show, "B1"))).Is(201).Id;
        var path = $"/v1/bookings/{booking}/payments";
        (await customer.PostAsync(path, Card("tok_declined"))).Refuses(402, "payment-declined");
        var poor = (await customer.PostAsync(path, new { method = "wallet" })).Refuses(402, "payment-declined");
        Assert.Equal("insufficient-funds", poor.Text("payment", "failure", "code"));
        (await customer.PostAsync(path, Card("tok_insufficient_funds"))).Refuses(402, "payment-declined");
        (await customer.PostAsync(path, new { method = "cash" })).Refuses(422, "validation-failed");
        (await customer.PostAsync(path, new { method = "card" })).Refuses(422, "validation-failed");
        (await customer.PostAsync(path, new { method = "wallet", card = new { token = "tok_success" } })).Refuses(422, "validation-failed");
        Assert.Equal("pending", (await customer.GetAsync($"/v1/bookings/{booking}")).Text("status"));
        (await customer.PostAsync(path, Card())).Is(201);
        (await customer.PostAsync(path, Card())).Refuses(409, "booking-not-payable");
        (await customer.DeleteAsync($"/v1/bookings/{booking}")).Refuses(409, "booking-not-pending");
    }

    [Fact]
    public async Task A_challenge_is_answered_on_the_banks_page_and_the_webhook_does_the_rest()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();
        var booking = (await customer.PostAsync("/v1/bookings", Seats(place.Show, "B1"))).Is(201).Id;
        var payment = (await customer.PostAsync($"/v1/bookings/{booking}/payments", Card("tok_challenge"))).Is(201);
        Assert.Equal(("requires-action", "redirect"), (payment.Text("status"), payment.Text("nextAction", "kind")));
        Assert.Equal("paying", (await customer.GetAsync($"/v1/bookings/{booking}")).Text("status"));

        var page = new Uri(payment.Text("nextAction", "url")).PathAndQuery;
        Assert.Contains("<button", (await customer.GetAsync(page)).Is(200).Body, StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("decision", "confirm")]);
        await customer.SendAsync(HttpMethod.Post, page, form, _ => { });

        await Cluster.BookingCluster.Eventually("confirmed", async () => (await customer.GetAsync($"/v1/bookings/{booking}")).Text("status"));
    }

    [Fact]
    public async Task Who_gives_up_frees_the_seats_for_the_next()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();
        var booking = (await customer.PostAsync("/v1/bookings", Seats(place.Show, "B1"))).Is(201).Id;
        (await customer.DeleteAsync($"/v1/bookings/{booking}")).Is(204);
        (await customer.DeleteAsync($"/v1/bookings/{booking}")).Is(204);
        Assert.Equal("", await MapAsync(customer, place.Show));
        (await customer.PostAsync($"/v1/bookings/{booking}/payments", Card())).Refuses(409, "hold-expired");
        using var next = await product.CustomerAsync();
        (await next.PostAsync("/v1/bookings", Seats(place.Show, "B1"))).Is(201);
    }

    [Fact]
    public async Task Two_hundred_customers_on_one_hall_never_share_a_seat()
    {
        var place = await Place.MakeAsync(product);
        var customers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => product.CustomerAsync()));
        var random = new Random(5);
        var wishes = Enumerable.Range(0, 200).Select(i => (Customer: customers[i % 8], Seats: new[] { $"B{random.Next(1, 13)}", $"C{random.Next(1, 13)}" })).ToList();
        var answers = await Task.WhenAll(wishes.Select(wish => wish.Customer.PostAsync("/v1/bookings", Seats(place.Show, wish.Seats))));
        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { 201, 409, 422 }));
        var held = answers.Where(answer => answer.Status == 201).SelectMany(answer => answer.At("seats").EnumerateArray().Select(seat => seat.GetProperty("label").GetString())).ToList();
        Assert.NotEmpty(held);
        Assert.Equal(held.Distinct().Count(), held.Count);
        Assert.Equal(held.Count, (await MapAsync(customers[0], place.Show)).Split(' ').Length);
        foreach (var customer in customers) customer.Dispose();
    }
}
