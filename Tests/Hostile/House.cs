using System.Globalization;
using Marquee.Tests.Api;
using Marquee.Tests.Faults;
using Marquee.Tests.Inbox;
using Npgsql;

namespace Marquee.Tests.Hostile;

/// <summary>
/// What there is before the first hostile request: the three callers, things that they may change, things made to be removed, and the
/// victim, whose hall is sold out so that even a good request for its seats is refused.
/// </summary>
internal sealed class House
{
    public const string VictimsCity = "Farhaven";
    private const string VictimEmail = "victim@house.test";
    public const string BystanderEmail = "bystander@house.test";
    private const string CustomerEmail = "customer@house.test";
    private const int Theaters = 3;
    private const int Shows = 16;
    private const int Doomed = 15;
    private const int Bookings = 20;
    private const int Tickets = 10;
    private const int Sessions = 40;
    private const int Letters = 100;
    private readonly Dictionary<string, List<string>> _ids = [];
    private readonly Dictionary<Who, string> _tokens = [];

    public required ProductProcess Product { get; init; }

    public required ApiClient Victim { get; init; }

    public required Place VictimsPlace { get; init; }

    public required string VictimsRefreshToken { get; init; }

    public IReadOnlyList<string> OfVictim => _ids["victim"];

    /// <summary>Refresh tokens of a bystander, each good for one use.</summary>
    public IReadOnlyList<string> RefreshTokens => _ids["refresh"];

    /// <summary>Signed-in accounts that may delete themselves; the callers cannot, for they have money.</summary>
    public IReadOnlyList<string> DoomedTokens => _ids["token"];

    public string? Token(Who who) => _tokens.GetValueOrDefault(who);

    /// <summary>Ids of one kind: <c>movie</c>, <c>doomed movie</c>, <c>booking of Customer</c> and so on.</summary>
    public IReadOnlyList<string> All(string kind) => _ids[kind];

    public static async Task<House> MakeAsync(ProductProcess product, string database)
    {
        using var admin = await product.SignInAsync(ProductProcess.AdminEmail);
        var (place, _) = await MakePlaceAsync(admin, VictimsCity, VictimsHall, 1);
        var victim = await RegisterAsync(product, VictimEmail);
        var session = (await victim.PostAsync("/v1/sessions", new { email = VictimEmail, password = ProductProcess.Password })).Is(200);
        var house = new House { Product = product, Victim = victim, VictimsPlace = place, VictimsRefreshToken = session.Text("refreshToken") };
        await house.FillVictimAsync(admin);
        await house.FillCatalogueAsync(admin);
        await house.FillAccountsAsync(admin);
        await house.FillNotificationsAsync(admin);
        await using var letters = NpgsqlDataSource.Create(database);
        for (var i = 0; i < Letters; i++) house.Add("dead-letter", await Letter.WriteAsync(letters));
        return house;
    }

    private async Task FillVictimAsync(ApiClient admin)
    {
        (await Victim.PatchAsync("/v1/me", new { phone = "+91 98765 43210", homeCity = VictimsCity, language = "en" })).Is(200);
        var paid = await BookAsync(Victim, VictimsPlace.Show, "A1");
        (await Victim.PostAsync($"/v1/bookings/{paid}/payments", new { method = "wallet" })).Is(201);
        var held = await BookAsync(Victim, VictimsPlace.Show, "A2");
        var rest = Enumerable.Range(3, 10).Select(seat => $"A{seat}");
        (await admin.PostAsync($"/v1/admin/shows/{VictimsPlace.Show}/blocks", new { seats = rest, reason = "sold out" })).Is(200);
        var me = (await Victim.GetAsync("/v1/me")).Id;
        _ids["victim"] = [paid, held, me, VictimsPlace.Movie, VictimsPlace.Theater, VictimsPlace.Screen, VictimsPlace.Show, await BeginTopUpAsync(Victim)];
    }

    private async Task FillCatalogueAsync(ApiClient admin)
    {
        for (var i = 0; i < Theaters; i++)
        {
            var (place, shows) = await MakePlaceAsync(admin, "Pune", ScreenBody(100), Shows);
            foreach (var show in shows) Add("show", show);
            Add("movie", place.Movie);
            Add("theater", place.Theater);
            Add("screen", place.Screen);
        }

        for (var i = 0; i < Doomed; i++)
        {
            Add("doomed movie", await CreateAsync(admin, "/v1/admin/movies", Place.MovieBody("Doomed")));
            Add("doomed theater", await CreateAsync(admin, "/v1/admin/theaters", Place.TheaterBody("Pune")));
            Add("doomed screen", await CreateAsync(admin, $"/v1/admin/theaters/{All("theater")[0]}/screens", ScreenBody(10)));
            Add("doomed show", await ShowAsync(admin, All("movie")[0], All("theater")[0], All("screen")[0], 400 + i));
        }
    }

    private async Task FillAccountsAsync(ApiClient admin)
    {
        using var customer = await RegisterAsync(Product, CustomerEmail);
        (_tokens[Who.Customer], _tokens[Who.Admin]) = (customer.Token!, admin.Token!);
        await TopUpAsync(admin);
        foreach (var (client, name) in new[] { (customer, Who.Customer), (admin, Who.Admin) }) Add($"payment of {name}", await BeginTopUpAsync(client));
        foreach (var (client, name) in new[] { (customer, Who.Customer), (admin, Who.Admin) })
            for (var i = 0; i < 2 * Bookings; i++)
                Add($"{(i < Bookings ? "" : "doomed ")}booking of {name}", await BookAsync(client, All("show")[i / 10], $"{(char)('A' + (int)name)}{i + 1}"));
        foreach (var (client, name) in new[] { (customer, Who.Customer), (admin, Who.Admin) })
            for (var i = 0; i < Bookings; i++)
                Add($"paid booking of {name}", await BuyAsync(client, All("show")[4 + (i / 10)], $"{(char)('A' + (int)name)}{i + 1}", "tok_success"));
        for (var i = 0; i < Tickets; i++)
        {
            var ticketed = await BuyAsync(customer, All("show")[6], $"A{i + 41}", "tok_success");
            Add("ticketed booking", ticketed);
            Add("ticket", (await customer.GetAsync($"/v1/bookings/{ticketed}/ticket")).Is(200).Text("code"));
        }

        var unlucky = await BuyAsync(customer, All("show")[7], "C1", "tok_refund_fails");
        for (var i = 0; i < Bookings; i++)
            Add("refund", (await admin.PostAsync($"/v1/admin/bookings/{unlucky}/refunds", new { amount = Place.Inr(1), reason = "sorry" })).Is(201).Id);
        using var bystander = await RegisterAsync(Product, BystanderEmail);
        Add("job", (await admin.PostAsync("/v1/admin/search/reindex")).Is(202).Id);
        Add("user", (await bystander.GetAsync("/v1/me")).Id);
        for (var i = 0; i < Sessions; i++)
            Add("refresh", (await bystander.PostAsync("/v1/sessions", new { email = BystanderEmail, password = ProductProcess.Password })).Is(200).Text("refreshToken"));
        for (var i = 0; i < Doomed; i++)
        {
            using var doomed = await RegisterAsync(Product, $"doomed-{i}@house.test", money: false);
            Add("token", doomed.Token!);
        }
    }

    /// <summary>Messages that were sent, and may be sent again; and devices of the customer's.</summary>
    private async Task FillNotificationsAsync(ApiClient admin)
    {
        var patience = DateTime.UtcNow.AddSeconds(60);
        while (!_ids.TryGetValue("notification", out var sent) || sent.Count < Letters / 10)
        {
            if (DateTime.UtcNow > patience) throw new TimeoutException("Nobody was told of anything in 60 s.");
            _ids["notification"] = [.. (await admin.GetAsync("/v1/admin/notifications?limit=100")).Is(200).At("items").EnumerateArray()
                .Where(item => item.GetProperty("status").GetString() == "sent").Select(item => item.GetProperty("id").GetString()!)];
            await Task.Delay(50);
        }

        using var customer = Product.Client();
        customer.Token = _tokens[Who.Customer];
        for (var i = 0; i < Tickets; i++) Add("device", (await customer.PostAsync("/v1/me/devices", new { token = $"device-{i}", platform = "web" })).Is(201).Id);
    }

    private void Add(string kind, string id)
    {
        if (!_ids.TryGetValue(kind, out var ids)) _ids[kind] = ids = [];
        ids.Add(id);
    }

    private static async Task<ApiClient> RegisterAsync(ProductProcess product, string email, bool money = true)
    {
        using var nobody = product.Client();
        (await nobody.PostAsync("/v1/users", new { email, password = ProductProcess.Password, name = "Somebody" })).Is(201);
        var client = await product.SignInAsync(email);
        if (money) await TopUpAsync(client);
        return client;
    }

    private static async Task TopUpAsync(ApiClient client) =>
        (await client.PostAsync("/v1/me/wallet/top-ups", new { amount = Place.Inr(100_000_000), method = "card" })).Is(201);

    /// <summary>A payment that waits for its customer; its id.</summary>
    private static async Task<string> BeginTopUpAsync(ApiClient client) =>
        (await client.PostAsync("/v1/me/wallet/top-ups", new { amount = Place.Inr(100), method = "upi", upi = new { flow = "qr" } })).Is(201).Id;

    private static async Task<string> BookAsync(ApiClient client, string show, string seat) =>
        (await client.PostAsync("/v1/bookings", new { showId = show, seats = new[] { seat } })).Is(201).Id;

    private static async Task<string> BuyAsync(ApiClient client, string show, string seat, string token)
    {
        var booking = await BookAsync(client, show, seat);
        (await client.PostAsync($"/v1/bookings/{booking}/payments", new { method = "card", card = new { token } })).Is(201);
        return booking;
    }

    private static async Task<string> CreateAsync(ApiClient admin, string path, object body) => (await admin.PostAsync(path, body)).Is(201).Id;

    private static Task<string> ShowAsync(ApiClient admin, string movie, string theater, string screen, int slot) =>
        CreateAsync(admin, "/v1/admin/shows", Place.ShowBody(movie, theater, screen, TimeSpan.FromHours(5 + (slot * 3))));

    private static object ScreenBody(int seats) => new
    {
        name = "Hall",
        layout = new { rows = new[] { "A", "B", "C" }.Select((label, row) => new { label, category = row == 0 ? "silver" : row == 1 ? "gold" : "platinum", seats = $"1-{seats}" }) },
    };

    private static object VictimsHall => new { name = "Hall", layout = new { rows = new[] { new { label = "A", category = "silver", seats = "1-12" } } } };

    private static async Task<(Place Place, List<string> Shows)> MakePlaceAsync(ApiClient admin, string city, object hall, int shows)
    {
        var movie = await CreateAsync(admin, "/v1/admin/movies", Place.MovieBody($"Film of {city}"));
        var theater = await CreateAsync(admin, "/v1/admin/theaters", Place.TheaterBody(city));
        var screen = await CreateAsync(admin, $"/v1/admin/theaters/{theater}/screens", hall);
        var made = new List<string>();
        for (var i = 0; i < shows; i++) made.Add(await ShowAsync(admin, movie, theater, screen, i));
        return (new Place(movie, theater, screen, made[0]), made);
    }

    /// <summary>What everybody sees of the catalogue, page by page, and each thing in it.</summary>
    public static async Task<Dictionary<string, string>> CatalogueAsync(ApiClient nobody)
    {
        var seen = new Dictionary<string, string> { ["/v1/cities"] = (await nobody.GetAsync("/v1/cities")).Is(200).Body };
        foreach (var list in new[] { "/v1/movies", "/v1/theaters" })
        {
            var next = "";
            while (next is not null)
            {
                var page = (await nobody.GetAsync($"{list}?limit=100{next}")).Is(200);
                seen[$"{list}{next}"] = page.Body;
                next = page.At("nextCursor").GetString() is { } cursor ? string.Create(CultureInfo.InvariantCulture, $"&cursor={cursor}") : null;
                foreach (var item in page.At("items").EnumerateArray()) await SeeAsync(nobody, $"{list}/{item.GetProperty("id").GetString()}", seen);
            }
        }

        return seen;
    }

    /// <summary>Everything that is the victim's, and what everybody sees of the victim's show.</summary>
    public async Task<Dictionary<string, string>> SeeVictimAsync()
    {
        var seen = new Dictionary<string, string>();
        var (movie, theater, show) = (VictimsPlace.Movie, VictimsPlace.Theater, VictimsPlace.Show);
        foreach (var path in new[]
        {
            "/v1/me", "/v1/me/wallet", "/v1/me/bookings", $"/v1/bookings/{OfVictim[0]}", $"/v1/bookings/{OfVictim[1]}", $"/v1/payments/{OfVictim[7]}", $"/v1/shows/{show}", $"/v1/shows/{show}/seats",
            $"/v1/movies/{movie}", $"/v1/movies/{movie}/shows", $"/v1/theaters/{theater}", $"/v1/theaters/{theater}/shows", $"/v1/theaters/{theater}/screens/{VictimsPlace.Screen}",
            $"/v1/movies?city={VictimsCity}", $"/v1/theaters?city={VictimsCity}",
        }) await SeeAsync(Victim, path, seen);
        var export = (await Victim.GetAsync("/v1/me/export")).Is(200);
        seen["sessions"] = export.At("sessions").GetRawText();
        return seen;
    }

    private static async Task SeeAsync(ApiClient client, string path, Dictionary<string, string> seen)
    {
        var answer = (await client.GetAsync(path)).Is(200);
        seen[path] = $"{answer.Header("ETag")} {answer.Body}";
    }
}
