using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marquee.Tests.Faults;

namespace Marquee.Tests.Hostile;

/// <summary>Makes a body that the operation accepts, from its schema and from what fields of that name mean.</summary>
internal sealed class Samples(House house, JsonElement schemas, Operation operation, Who who, int number, Random random)
{
    public JsonNode? Of(JsonElement schema, string field = "")
    {
        if (schema.TryGetProperty("$ref", out var reference)) return Of(schemas.GetProperty(reference.GetString()!.Split('/')[^1]), field);
        if (schema.TryGetProperty("oneOf", out var either)) return Of(either.EnumerateArray().First(choice => choice.TryGetProperty("$ref", out _)), field);
        if (schema.TryGetProperty("properties", out var properties)) return Object(schema, properties);
        if (schema.TryGetProperty("enum", out var values)) return values[random.Next(field == "role" ? 1 : values.GetArrayLength())].GetString();
        if (field is "cast" or "crew") return new JsonArray("Somebody", new JsonObject { ["name"] = "Somebody else", ["role"] = "Hero" });
        if (field == "attributes") return new JsonObject { ["aspect"] = "2.39:1", ["reels"] = new JsonArray(1, 2.5, null, true) };
        if (schema.TryGetProperty("items", out var items)) return new JsonArray(Of(items, field));
        var type = schema.TryGetProperty("type", out var types) ? types.GetRawText() : "";
        if (type.Contains("boolean", StringComparison.Ordinal)) return field != "waitingRoom" && random.Next(2) == 0;
        if (type.Contains("integer", StringComparison.Ordinal) || type.Contains("number", StringComparison.Ordinal)) return Number(field);
        return Text(field);
    }

    private JsonObject Object(JsonElement schema, JsonElement properties)
    {
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
        var value = new JsonObject();
        foreach (var property in properties.EnumerateObject())
            if (required.Contains(property.Name) || random.Next(3) > 0) value[property.Name] = Of(property.Value, property.Name);
        Reconcile(value);
        return value;
    }

    /// <summary>What a schema cannot say: which fields go together.</summary>
    private void Reconcile(JsonObject value)
    {
        if (value["method"]?.GetValue<string>() is { } method)
        {
            if (method != "card") value.Remove("card");
            if (method != "upi") value.Remove("upi");
            else value["upi"] ??= new JsonObject { ["flow"] = "intent" };
        }

        // Else hardly any ticket would be one of the show.
        if (value.ContainsKey("code")) value.Remove("showId");
        if (value.ContainsKey("bestAvailable")) value.Remove(random.Next(2) == 0 ? "bestAvailable" : "seats");
        if (!value.ContainsKey("wheelchair")) value.Remove("companion");
        if (value.ContainsKey("silver") || value.ContainsKey("gold") || value.ContainsKey("platinum"))
            foreach (var category in new[] { "silver", "gold", "platinum" }) value[category] = new JsonObject { ["amount"] = 20_000, ["currency"] = "INR" };
    }

    private static readonly string[] PaidBookings = ["/refund-quote", "/cancellation", "/refunds"];

    private JsonValue Number(string field) => field switch
    {
        "amount" => JsonValue.Create(random.Next(1, 100_000)),
        "durationMinutes" => JsonValue.Create(120),
        "cleaningMinutes" => JsonValue.Create(15),
        "lat" => JsonValue.Create(18.52),
        "lon" => JsonValue.Create(73.85),
        _ => JsonValue.Create(random.Next(1, 4)),
    };

    private string Text(string field) => field switch
    {
        "email" => operation.Path == "/v1/users" ? string.Create(CultureInfo.InvariantCulture, $"fuzz-{number}@example.test") : House.BystanderEmail,
        "password" or "currentPassword" or "newPassword" => ProductProcess.Password,
        "phone" => "+91 98765 43210",
        "code" => Any(house.All("ticket")),
        "scannedAt" => DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        "id" when operation.Path.Contains("/checkins", StringComparison.Ordinal) => $"scan-{number}-{random.Next(1_000_000)}",
        "seats" when operation.Path.Contains("/checkins", StringComparison.Ordinal) => $"A{random.Next(41, 51)}",
        "refreshToken" => Any(house.RefreshTokens),
        "showId" => random.Next(8) == 0 ? house.VictimsPlace.Show : Any(house.All("show")),
        "seats" when operation.Path.EndsWith("/blocks", StringComparison.Ordinal) => $"C{random.Next(50, 100)}",
        "seats" when operation.Path.Contains("/screens", StringComparison.Ordinal) => "1-5,_,6-10",
        "seats" => $"{"ABC"[random.Next(3)]}{random.Next(45, 101)}",
        "platform" => "web",
        "method" => operation.Path.EndsWith("/top-ups", StringComparison.Ordinal) || random.Next(2) == 0 ? random.Next(2) == 0 ? "card" : "upi" : "wallet",
        "flow" => random.Next(2) == 0 ? "qr" : "collect",
        "vpa" => "success@sandbox",
        "token" => "tok_success",
        "currency" => "INR",
        "releaseDate" => "2026-11-23",
        "posterUrl" => "https://example.test/poster.png",
        "language" => "hi",
        "city" or "homeCity" => "Pune",
        "timeZone" => "Asia/Kolkata",
        "label" => "A",
        "wheelchair" => "A1",
        "companion" => "A2",
        "movieId" => house.All("movie")[0],
        "theaterId" => house.All("theater")[0],
        "screenId" => house.All("screen")[0],
        "id" => Any(house.All("movie")),
        "startsAt" => (DateTimeOffset.UtcNow.Date.AddDays(70) + TimeSpan.FromMinutes(random.Next(290 * 24 * 60))).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        _ => $"Some {field}",
    };

    /// <summary>
    /// A value for a parameter of the path. Who may change the victim's things is not told of them where that is what would be asked for:
    /// an admin in what admins do. Everybody else gets them everywhere.
    /// </summary>
    public string PathValue(string parameter)
    {
        var others = !(who == Who.Admin && operation.IsAdmins) && random.Next(4) == 0;
        var canceled = operation.Path.Contains("/shows/", StringComparison.Ordinal) && operation.Path.Contains("/cancellation", StringComparison.Ordinal);
        var doomed = canceled || (operation.Method == "DELETE" && !operation.Path.EndsWith("/blocks", StringComparison.Ordinal)) ? "doomed " : "";
        var paid = PaidBookings.Any(ending => operation.Path.EndsWith(ending, StringComparison.Ordinal)) ? "paid " : "";
        var kind = parameter == "screenId" ? "screen" : operation.Path.Split('/').SkipWhile(part => part is "" or "v1" or "admin" or "grains").First().TrimEnd('s');
        return kind switch
        {
            "webhook" => "sandbox",
            "payment" => others || who == Who.Nobody ? house.OfVictim[7] : Any(house.All($"payment of {who}")),
            "job" => house.All("job")[0],
            "me" => Any(house.All("device")),
            "notification" => Any(house.All("notification")),
            "booking" when who == Who.Customer && !others && operation.Path.Contains("/ticket", StringComparison.Ordinal) => Any(house.All("ticketed booking")),
            "user" => others ? house.OfVictim[2] : house.All("user")[0],
            "booking" => others || who == Who.Nobody ? house.OfVictim[random.Next(2)] : Any(house.All($"{doomed}{paid}booking of {who}")),
            "refund" => Any(house.All("refund")),
            "dead-letter" => Any(house.All("dead-letter")),
            "movie" => others ? house.VictimsPlace.Movie : Any(house.All($"{doomed}movie")),
            "show" => others ? house.VictimsPlace.Show : Any(house.All($"{doomed}show")),
            "screen" => others ? house.VictimsPlace.Screen : doomed.Length > 0 ? Any(house.All("doomed screen")) : house.All("screen")[0],
            _ when operation.Path.Contains("/screens", StringComparison.Ordinal) => others ? house.VictimsPlace.Theater : house.All("theater")[0],
            _ => others ? house.VictimsPlace.Theater : Any(house.All($"{doomed}theater")),
        };
    }

    public static string QueryValue(string parameter) => parameter switch
    {
        "near" => "18.5,73.8",
        "radiusKm" => "50",
        "date" or "from" or "to" => "2026-11-24",
        "groupBy" => "movie",
        "limit" => "5",
        "status" => "stuck",
        "showId" or "userId" or "bookingId" or "seats" => "",
        "language" => "hi",
        "city" => "pune",
        "cursor" => "",
        _ => "film",
    };

    private string Any(IReadOnlyList<string> values) => values[random.Next(values.Count)];
}
