using System.Text.Json;

namespace Marquee.Tests.Hostile;

/// <summary>One operation of the OpenAPI document: what may be sent, before anything is spoiled.</summary>
/// <param name="Body">Schema of the body, or of a line of it; null where the operation takes none.</param>
internal sealed record Operation(string Method, string Path, IReadOnlyList<string> Query, bool TakesKey, JsonElement? Body, string ContentType)
{
    public string Name => $"{Method} {Path}";

    public bool IsAdmins => Path.StartsWith("/v1/admin/", StringComparison.Ordinal);

    public static IReadOnlyList<Operation> AllOf(JsonElement document) =>
    [
        .. from path in document.GetProperty("paths").EnumerateObject()
           from method in path.Value.EnumerateObject()
           select Of(method.Name.ToUpperInvariant(), path.Name, method.Value),
    ];

    private static Operation Of(string method, string path, JsonElement description)
    {
        var parameters = description.TryGetProperty("parameters", out var given) ? given.EnumerateArray().ToArray() : [];
        IEnumerable<string> Names(string where) =>
            parameters.Where(parameter => parameter.GetProperty("in").GetString() == where).Select(parameter => parameter.GetProperty("name").GetString()!);
        JsonProperty? body = description.TryGetProperty("requestBody", out var content) ? content.GetProperty("content").EnumerateObject().First() : null;
        return new Operation(
            method, path, [.. Names("query")], Names("header").Contains("Idempotency-Key"), body?.Value.GetProperty("schema"), body?.Name ?? "application/json");
    }
}
