using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Marquee.Tests.Hostile;

/// <summary>A request while it is being made.</summary>
internal sealed partial class Draft(Operation operation, Samples samples, Random random)
{
    public Samples Good => samples;

    public Operation Operation => operation;

    public Random Random => random;

    public string Method { get; set; } = operation.Method;

    public List<string> Segments { get; } = [.. operation.Path.Split('/').Skip(1).Select(part => Parameter().IsMatch(part) ? samples.PathValue(part[1..^1]) : part)];

    public List<(string Name, string Value)> Query { get; } =
        [.. operation.Query.Where(name => name != "cursor" && random.Next(3) == 0).Select(name => (name, WebUtility.UrlEncode(Samples.QueryValue(name))))];

    public List<(string Name, string Value)> Headers { get; } = [];

    public byte[] Body { get; set; } = [];

    /// <summary>True where the body is sent in chunks that are already in <see cref="Body"/>.</summary>
    public bool Chunked { get; set; }

    public bool BreaksHttp { get; set; }

    public string? Target { get; set; }

    public void Set(string name, string value)
    {
        Headers.RemoveAll(header => header.Name == name);
        Headers.Add((name, value));
    }

    public void Json(string body)
    {
        Body = Poison.Encode(body);
        Set("Content-Type", Operation.ContentType);
    }

    // What the server reads of one request at most.
    private const int MostHeaders = 100;
    private const int LongestHeaders = 32_000;
    private const int LongestTarget = 8_000;

    public HostileRequest Finish(int number, Who who)
    {
        if (Body.Length > 0 && !Chunked && Headers.All(header => header.Name != "Content-Length"))
            Set("Content-Length", Body.Length.ToString(CultureInfo.InvariantCulture));
        var query = Query.Count == 0 ? "" : $"?{string.Join('&', Query.Select(pair => $"{pair.Name}={pair.Value}"))}";
        var target = Target ?? $"/{string.Join('/', Segments)}{query}";
        var tooMuch = Headers.Count > MostHeaders || Headers.Sum(header => header.Name.Length + header.Value.Length + 4) > LongestHeaders || target.Length > LongestTarget;
        return new HostileRequest(number, operation, who, Method, target, Headers, Body, BreaksHttp || tooMuch);
    }

    [GeneratedRegex(@"^\{\w+\}$")]
    private static partial Regex Parameter();
}
