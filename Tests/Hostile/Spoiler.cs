using System.Globalization;
using System.Text.Json.Nodes;

namespace Marquee.Tests.Hostile;

/// <summary>Spoils one or two places of a good body, so that the rest of it carries the request deep into the product.</summary>
internal sealed class Spoiler(House house, Who who, Random random)
{
    // What no JSON writer would write goes in as a mark, which is replaced in the text.
    private readonly List<string> _fragments = [];

    public string Spoil(JsonObject body, int places)
    {
        for (var i = 0; i < places; i++) SpoilOne(body);
        var text = body.ToJsonString();
        for (var i = 0; i < _fragments.Count; i++) text = text.Replace($"\"{Mark(i)}\"", _fragments[i], StringComparison.Ordinal);
        return text;
    }

    private void SpoilOne(JsonObject body)
    {
        var all = Places(body).ToList();
        if (all.Count == 0)
        {
            body["surplus"] = 1;
            return;
        }

        var (parent, key) = all[random.Next(all.Count)];
        switch (random.Next(20))
        {
            case 0 or 1:
                parent.Remove(key);
                break;
            case 2:
                parent[Put($"\"{key}\"")] = parent[key]?.DeepClone();
                break;
            case 3:
                parent[new[] { "surplus", key.ToUpperInvariant(), $"{key} ", "", "$type", "__proto__", Put("\"\\ud800\""), Put("\"\\u0000\"") }[random.Next(8)]] = parent[key]?.DeepClone();
                break;
            case 4:
                parent[key] = new JsonArray(parent[key]?.DeepClone());
                break;
            case 5 when key.EndsWith("Id", StringComparison.Ordinal):
                parent[key] = Others();
                break;
            case 6 when parent[key] is JsonArray { Count: > 0 } list:
                list.Add(list[0]?.DeepClone());
                break;
            case 7 when parent[key] is JsonArray { Count: > 0 } list:
                list[0] = Put(Like(list[0]));
                break;
            default:
                parent[key] = Put(Like(parent[key]));
                break;
        }
    }

    /// <summary>Mostly of the same kind as what was there: another one seldom gets past the parser.</summary>
    private string Like(JsonNode? value)
    {
        var kind = value?.ToJsonString()[0];
        var alike = random.Next(4) == 0 ? [] : kind switch
        {
            '"' => Poison.Texts,
            '[' or '{' => Poison.Json.Where(poison => poison[0] == kind).ToArray(),
            _ => Poison.Numbers,
        };
        return alike.Length > 0 ? alike[random.Next(alike.Length)] : Poison.Json[random.Next(Poison.Json.Length)];
    }

    /// <summary>An id that is not the caller's, or of another kind of thing. Admins are not told of the victim.</summary>
    private string Others()
    {
        var ids = who == Who.Admin ? house.All("booking of Customer") : house.OfVictim;
        return ids[random.Next(ids.Count)];
    }

    private string Put(string fragment)
    {
        _fragments.Add(fragment);
        return Mark(_fragments.Count - 1);
    }

    private static string Mark(int index) => string.Create(CultureInfo.InvariantCulture, $"@@{index}@@");

    private static IEnumerable<(JsonObject Parent, string Key)> Places(JsonObject body)
    {
        foreach (var (key, value) in body)
        {
            if (key.StartsWith("@@", StringComparison.Ordinal)) continue;
            yield return (body, key);
            var inner = value is JsonArray list ? list.OfType<JsonObject>() : value is JsonObject one ? [one] : [];
            foreach (var place in inner.SelectMany(Places)) yield return place;
        }
    }
}
