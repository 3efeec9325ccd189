using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marquee.Silo.Payments.Sandbox;

namespace Marquee.Tests.Hostile;

/// <summary>
/// Makes the requests of a run. Each depends on the seed and its own number alone, so that one can be made again without those before it;
/// only ids, which are new in every house, and times differ. Nobody and the customer come first, in turn, then the admin.
/// </summary>
internal sealed class RequestMaker(House house, JsonElement document, int seed, int count)
{
    private readonly JsonElement _schemas = document.GetProperty("components").GetProperty("schemas");

    public IReadOnlyList<Operation> Operations { get; } = Operation.AllOf(document);

    /// <summary>The number of the first request that an admin makes.</summary>
    public int AdminsFrom { get; } = count * 2 / 3;

    public HostileRequest Make(int number)
    {
        var operation = Operations[number % Operations.Count];
        var who = number >= AdminsFrom ? Who.Admin : (Who)(number / Operations.Count % 2);
        // Spread: seeds that are evenly apart begin alike, and an operation would come to the same few things again and again.
        var random = new Random(unchecked((int)(((uint)number * 2_654_435_761) ^ ((uint)number >> 7) ^ ((uint)seed * 1_000_003))));
        var draft = new Draft(operation, new Samples(house, _schemas, operation, who, number, random), random);
        var token = operation.Name == "DELETE /v1/me" && who == Who.Customer ? house.DoomedTokens[random.Next(house.DoomedTokens.Count)] : house.Token(who);
        draft.Set("Host", $"localhost:{house.Product.Url.Port}");
        if (token is not null) draft.Set("Authorization", $"Bearer {token}");
        if (operation.TakesKey && random.Next(4) > 0)
            draft.Set("Idempotency-Key", random.Next(8) == 0 ? $"again-{random.Next(5)}" : string.Create(CultureInfo.InvariantCulture, $"fuzz-{seed}-{number}"));
        if (operation.Path.Contains("webhook", StringComparison.Ordinal)) Sign(draft, random);
        if (operation.Body is { } schema) draft.Json(Body(schema, draft.Good, who, random));
        if (random.Next(operation.Body is null ? 3 : 6) > 0) WireSpoiler.Spoil(draft, operation.Body is null ? random.Next(1, 3) : 1);
        return draft.Finish(number, who);
    }

    private string Body(JsonElement schema, Samples samples, Who who, Random random)
    {
        var body = (JsonObject)samples.Of(schema)!;
        return random.Next(100) switch
        {
            < 20 => body.ToJsonString(),
            < 60 => new Spoiler(house, who, random).Spoil(body, 1),
            < 85 => new Spoiler(house, who, random).Spoil(body, 2),
            < 90 => body.ToJsonString()[..^random.Next(1, 3)],
            _ => Poison.Bodies[random.Next(Poison.Bodies.Length)],
        };
    }

    private static void Sign(Draft draft, Random random)
    {
        var body = random.Next(2) == 0
            ? """{"id":"evt_1","type":"payment.succeeded","operation":"pay_00000000000000000000000000"}"""
            : Poison.Bodies[random.Next(Poison.Bodies.Length)];
        draft.Json(body);
        var signature = WebhookSignature.Sign(Poison.Encode(body), DateTimeOffset.UtcNow, [FuzzTests.WebhookSecret]);
        draft.Set(WebhookSignature.Header, random.Next(4) switch
        {
            0 => signature,
            1 => signature + string.Concat(Enumerable.Repeat(",v1=00", 500)),
            2 => signature[..^2] + "zz",
            _ => new[] { "t=99999999999999999999,v1=00", "t=-1,v1=", "t=1,t=2,v1=00", "t=,v1=", "v1=0", "t=9223372036854775807,v1=00", new string(',', 5_000), "\u00e9" }[random.Next(8)],
        });
    }
}
