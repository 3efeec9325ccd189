using Xunit;

namespace Marquee.Tests.Api;

[Collection("postgres")]
public sealed class AccountApiTests(Product product) : IClassFixture<Product>
{
    private const string Password = "correct horse battery";

    private static string NewEmail() => $"{Guid.NewGuid():N}@example.test";

    [Fact]
    public async Task An_address_belongs_to_one_user_and_a_repeat_of_the_request_is_no_other()
    {
        using var nobody = product.Nobody();
        var (email, key) = (NewEmail(), Guid.NewGuid().ToString());
        var user = (await nobody.PostAsync("/v1/users", new { email, password = Password, name = "A" }, key)).Is(201);
        Assert.Equal((email, "customer"), (user.Text("email"), user.Text("role")));
        Assert.DoesNotContain("assword", user.Body, StringComparison.Ordinal);
        var again = (await nobody.PostAsync("/v1/users", new { email, password = Password, name = "A" }, key)).Is(201);
        Assert.Equal((user.Id, "true"), (again.Id, again.Header("Idempotency-Replayed")));
        (await nobody.PostAsync("/v1/users", new { email = email.ToUpperInvariant(), password = Password, name = "B" })).Refuses(409, "email-taken");
    }

    [Fact]
    public async Task Unknown_address_and_wrong_password_are_one_answer_and_guessing_ends()
    {
        using var nobody = product.Nobody();
        var email = NewEmail();
        (await nobody.PostAsync("/v1/users", new { email, password = Password, name = "A" })).Is(201);
        var wrong = (await nobody.PostAsync("/v1/sessions", new { email, password = "wrong wrong" })).Refuses(401, "invalid-credentials");
        var unknown = (await nobody.PostAsync("/v1/sessions", new { email = NewEmail(), password = "wrong wrong" })).Refuses(401, "invalid-credentials");
        Assert.Equal(wrong.Text("title"), unknown.Text("title"));
        for (var i = 0; i < 4; i++) (await nobody.PostAsync("/v1/sessions", new { email, password = "wrong wrong" })).Refuses(401, "invalid-credentials");
        var limited = (await nobody.PostAsync("/v1/sessions", new { email, password = Password })).Refuses(429, "rate-limited");
        Assert.NotNull(limited.Header("Retry-After"));
    }

    [Fact]
    public async Task A_refresh_token_used_twice_ends_its_whole_family()
    {
        using var nobody = product.Nobody();
        var email = NewEmail();
        (await nobody.PostAsync("/v1/users", new { email, password = Password, name = "A" })).Is(201);
        var session = (await nobody.PostAsync("/v1/sessions", new { email, password = Password })).Is(200);
        Assert.Equal((900L, email), (session.Number("expiresIn"), session.Text("user", "email")));
        var stolen = session.Text("refreshToken");
        var next = (await nobody.PostAsync("/v1/sessions/refresh", new { refreshToken = stolen })).Is(200).Text("refreshToken");
        (await nobody.PostAsync("/v1/sessions/refresh", new { refreshToken = stolen })).Refuses(401, "session-revoked");
        (await nobody.PostAsync("/v1/sessions/refresh", new { refreshToken = next })).Refuses(401, "session-revoked");
    }

    [Fact]
    public async Task A_user_changes_what_is_theirs_and_takes_it_along_or_away()
    {
        using var customer = await product.CustomerAsync();
        var changed = (await customer.PatchAsync("/v1/me", new { homeCity = "Mumbai", language = "hi", notify = new { sms = true } })).Is(200);
        Assert.Equal("Mumbai", changed.Text("homeCity"));
        (await customer.PatchAsync("/v1/me", new { role = "admin" })).Refuses(400, "malformed-request");
        (await customer.PostAsync("/v1/me/wallet/top-ups", new { amount = Place.Inr(500), method = "card" })).Is(201);
        var export = (await customer.GetAsync("/v1/me/export")).Is(200);
        Assert.Equal(500, export.Number("wallet", "balance", "amount"));
        (await customer.DeleteAsync("/v1/me")).Refuses(409, "open-money");

        using var other = await product.CustomerAsync();
        var place = await Place.MakeAsync(product);
        var booking = (await other.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { "B1" } })).Is(201).Id;
        (await other.DeleteAsync("/v1/me")).Refuses(409, "open-money");
        Assert.Equal(booking, (await other.GetAsync("/v1/me/export")).At("bookings")[0].GetProperty("id").GetString());
        (await other.DeleteAsync($"/v1/bookings/{booking}")).Is(204);
        (await other.DeleteAsync("/v1/me")).Is(204);
    }

    [Fact]
    public async Task The_export_names_every_payment_that_was_tried_and_what_became_of_it()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();
        (await customer.PostAsync("/v1/me/wallet/top-ups", new { amount = Place.Inr(500), method = "card" })).Is(201);
        var booking = (await customer.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { "B1" } })).Is(201).Id;
        (await customer.PostAsync($"/v1/bookings/{booking}/payments", new { method = "card", card = new { token = "tok_declined" } })).Is(402);
        (await customer.PostAsync($"/v1/bookings/{booking}/payments", new { method = "wallet" })).Is(402);
        (await customer.PostAsync($"/v1/bookings/{booking}/payments", new { method = "card", card = new { token = "tok_success" } })).Is(201);

        var payments = (await customer.GetAsync("/v1/me/export")).Is(200).At("payments").EnumerateArray().ToArray();
        Assert.Equal(
            [$"card failed {booking}", $"card succeeded ", $"card succeeded {booking}", $"wallet failed {booking}"],
            payments.Select(one => $"{one.GetProperty("method")} {one.GetProperty("status")} {(one.TryGetProperty("bookingId", out var of) ? of.GetString() : "")}").Order(StringComparer.Ordinal));
        using var admin = await product.AdminAsync();
        var declined = payments.First(one => one.GetProperty("status").GetString() == "failed").GetProperty("id").GetString();
        var lines = (await admin.GetAsync($"/v1/admin/audit?subject={declined}")).Is(200).At("items").EnumerateArray().ToArray();
        Assert.Equal(["payment-failed", "payment-started"], lines.Select(line => line.GetProperty("kind").GetString()));
        Assert.All(lines, line => Assert.Equal(booking, line.GetProperty("subject").GetString()));
    }

    [Fact]
    public async Task A_role_is_given_by_an_admin_alone()
    {
        using var nobody = product.Nobody();
        var email = NewEmail();
        var user = (await nobody.PostAsync("/v1/users", new { email, password = Password, name = "A" })).Is(201).Id;
        using var admin = await product.AdminAsync();
        (await admin.PutAsync($"/v1/admin/users/{user}/role", new { role = "admin" })).Is(200);
        using var promoted = await product.SignInAsync(email, Password);
        (await promoted.PostAsync("/v1/admin/movies", Place.MovieBody())).Is(201);
        (await admin.PutAsync("/v1/admin/users/usr_00000000000000000000000000/role", new { role = "admin" })).Refuses(404, "user-not-found");
    }
}

/// <summary>One user may ask ten times at once, and once a second.</summary>
public sealed class StingyProduct(Postgres.PostgresFixture postgres) : Product(postgres)
{
    protected override Dictionary<string, string?> Settings => new() { ["Limits:UserPerSecond"] = "1", ["Limits:UserBurst"] = "10" };
}

[Collection("postgres")]
public sealed class RateLimitTests(StingyProduct product) : IClassFixture<StingyProduct>
{
    [Fact]
    public async Task Who_asks_too_much_is_told_to_wait_and_others_are_not()
    {
        using var customer = await product.CustomerAsync();
        using var other = await product.CustomerAsync();
        var answers = new List<ApiAnswer>();
        for (var i = 0; i < 14; i++) answers.Add(await customer.GetAsync("/v1/me"));
        Assert.Equal(200, answers[0].Status);
        Assert.Contains("\"user\"", answers[0].Header("RateLimit-Policy"), StringComparison.Ordinal);
        Assert.NotNull(answers[0].Header("RateLimit"));
        var refused = answers.First(answer => answer.Status != 200).Refuses(429, "rate-limited");
        Assert.NotNull(refused.Header("Retry-After"));
        (await other.GetAsync("/v1/me")).Is(200);
    }
}
