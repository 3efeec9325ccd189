using System.Globalization;

namespace Marquee.Tests.Hostile;

/// <summary>Spoils what is around a body: path, query, headers, and now and then HTTP itself.</summary>
internal static class WireSpoiler
{
    public static void Spoil(Draft draft, int places)
    {
        for (var i = 0; i < places; i++) SpoilOne(draft, draft.Random.Next(100), draft.Operation.Body is null ? 0 : 3);
    }

    /// <param name="rarely">Requests with a body have worse in them; of those most keep what is around it.</param>
    private static void SpoilOne(Draft draft, int dice, int rarely)
    {
        if (rarely > 0 && draft.Random.Next(rarely) > 0) return;
        if (dice < 25) SpoilPath(draft);
        else if (dice < 55) SpoilQuery(draft);
        else if (dice < 85) SpoilHeader(draft);
        else if (dice < 93) SpoilBody(draft);
        else SpoilHttp(draft);
    }

    private static void SpoilPath(Draft draft)
    {
        var variable = draft.Operation.Path.Split('/').Skip(1).Select((part, index) => (part, index)).Where(part => part.part.StartsWith('{')).ToArray();
        var segment = Any(draft, Poison.Segments);
        if (variable.Length > 0) draft.Segments[variable[draft.Random.Next(variable.Length)].index] = segment;
        else if (draft.Random.Next(2) == 0) draft.Segments.Add(segment);
        else draft.Query.Add(("x", segment));
    }

    private static void SpoilQuery(Draft draft)
    {
        var known = draft.Operation.Query;
        var name = known.Count > 0 && draft.Random.Next(5) > 0 ? known[draft.Random.Next(known.Count)] : draft.Random.Next(3) == 0 ? Any(draft, Poison.Query) : "id";
        if (draft.Random.Next(4) > 0) draft.Query.RemoveAll(pair => pair.Name == name);
        draft.Query.Add((name, Any(draft, name == "cursor" && draft.Random.Next(2) == 0 ? Poison.Cursors : Poison.Query)));
        if (draft.Random.Next(30) == 0) draft.Query.AddRange(Enumerable.Range(0, 1_000).Select(i => ("a", "1")));
    }

    private static void SpoilHeader(Draft draft)
    {
        switch (draft.Random.Next(10))
        {
            case 0 or 1:
                draft.Set("Authorization", Any(draft, Poison.Authorizations));
                break;
            case 2:
                draft.Headers.Add(("Authorization", draft.Headers.Find(header => header.Name == "Authorization").Value ?? "Bearer x"));
                break;
            case 3 or 4:
                draft.Set("Idempotency-Key", Any(draft, Poison.Headers));
                if (draft.Random.Next(4) == 0) draft.Headers.Add(("Idempotency-Key", "second"));
                break;
            case 5:
                draft.Set("If-Match", Any(draft, Poison.Headers));
                break;
            case 6:
                draft.Set("If-None-Match", Any(draft, Poison.Headers));
                break;
            case 7:
                draft.Set("Content-Type", Any(draft, Poison.ContentTypes));
                break;
            case 8:
                draft.Headers.AddRange(Enumerable.Range(0, 80).Select(i => (string.Create(CultureInfo.InvariantCulture, $"X-Many-{i}"), "x")));
                break;
            default:
                var name = new[] { "Accept", "Accept-Language", "Accept-Encoding", "Cookie", "Range", "X-Forwarded-For", "X-HTTP-Method-Override", "Origin", "traceparent", "baggage", "Last-Event-ID", "Date", "If-Modified-Since", "Forwarded" };
                draft.Set(name[draft.Random.Next(name.Length)], Any(draft, Poison.Headers));
                break;
        }
    }

    private static void SpoilBody(Draft draft)
    {
        switch (draft.Random.Next(5))
        {
            case 0:
                draft.Json(Any(draft, Poison.Bodies));
                break;
            case 1:
                draft.Body = [];
                break;
            case 2:
                draft.Json($"{{\"name\":\"{new string('x', draft.Random.Next(65_000, 400_000))}\"}}");
                break;
            case 3:
                draft.Method = new[] { "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "BREW", "get" }[draft.Random.Next(10)];
                break;
            default:
                Chunk(draft, "\r\n0\r\n\r\n");
                break;
        }
    }

    /// <summary>What the server itself has to refuse. Some of it is HTTP that it merely takes no more of.</summary>
    private static void SpoilHttp(Draft draft)
    {
        draft.BreaksHttp = true;
        switch (draft.Random.Next(12))
        {
            case 0:
                draft.Headers.AddRange(Enumerable.Range(0, 300).Select(i => (string.Create(CultureInfo.InvariantCulture, $"X-Many-{i}"), "x")));
                break;
            case 1:
                draft.Set("X-Large", new string('x', 60_000));
                break;
            case 2:
                draft.Target = $"/v1/movies?q={new string('x', 20_000)}";
                break;
            case 3:
                draft.Segments[^1] = "%00";
                break;
            case 4:
                draft.Headers.Add(("X-Nul", "a\0b"));
                break;
            case 5:
                draft.Headers.Add(("X Space", "a"));
                break;
            case 6:
                draft.Headers.RemoveAll(header => header.Name == "Host");
                break;
            case 7:
                draft.Set("Host", new[] { "a b", "\u00e9", "localhost:99999999", "[", "a,b", "a@b" }[draft.Random.Next(6)]);
                break;
            case 8:
                draft.Set("Content-Length", new[] { "-1", "x", "1e3", "99999999999999999999" }[draft.Random.Next(4)]);
                break;
            case 9:
                Chunk(draft, "\r\nZZ\r\n\r\n");
                break;
            case 10:
                draft.Set("Transfer-Encoding", "gzip");
                break;
            default:
                draft.Target = new[] { "v1/movies", "/v1/movies x", "*", "http://", "/%", "/\0", "//", "/v1/\u00e9", "?" }[draft.Random.Next(9)];
                break;
        }
    }

    private static void Chunk(Draft draft, string end)
    {
        draft.Chunked = true;
        draft.Headers.RemoveAll(header => header.Name == "Content-Length");
        draft.Set("Transfer-Encoding", "chunked");
        draft.Body = [.. Poison.Encode(string.Create(CultureInfo.InvariantCulture, $"{draft.Body.Length:x}\r\n")), .. draft.Body, .. Poison.Encode(end)];
        // A chunk of no bytes is the last one.
        if (draft.Body[0] == '0') draft.Body = Poison.Encode(end.TrimStart('\r', '\n'));
    }

    private static string Any(Draft draft, string[] values) => values[draft.Random.Next(values.Length)];
}
