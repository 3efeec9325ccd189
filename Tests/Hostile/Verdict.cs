using System.Text.Json;

namespace Marquee.Tests.Hostile;

/// <summary>Whether an answer is one that hostile input may get.</summary>
internal static class Verdict
{
    // What the server itself refuses before there is a request that the product could answer.
    private static readonly int[] Bare = [400, 405, 408, 411, 413, 414, 431];

    /// <summary>Null where it may be; otherwise what is wrong with it.</summary>
    public static string? FaultOf(HostileRequest request, RawAnswer answer)
    {
        var text = answer.Text;
        // Why an event died is told to admins by the name of what went wrong.
        var tellsWhy = answer.Status == 200 && request.Target.StartsWith("/v1/admin/dead-letters", StringComparison.Ordinal);
        if (text.Contains("   at ", StringComparison.Ordinal) || (!tellsWhy && text.Contains("Exception", StringComparison.Ordinal))) return "shows its insides";
        if (request.BreaksHttp && answer is { Body.Length: 0, Closed: true } && Bare.Contains(answer.Status)) return null;
        if (answer.Status is >= 200 and < 300 or 304)
            return answer.ContentType is "image/svg+xml" or "image/png" or "application/pdf" or "application/vnd.apple.pkpass" or "text/calendar" or "application/x-ndjson" or "text/csv" ? null : JsonFault(answer);
        if (answer.Status is < 400 or >= 500) return $"answers {answer.Status}";
        if (request.Method == "HEAD") return null;
        if (answer.ContentType != "application/problem+json") return $"answers {answer.Status} as '{answer.ContentType}'";
        return JsonFault(answer) ?? CodeFault(JsonElement.Parse(answer.Body), answer.Status);
    }

    private static string? CodeFault(JsonElement problem, int status)
    {
        if (problem.GetProperty("status").GetInt32() != status) return "tells another status in its body";
        var code = problem.GetProperty("code").GetString();
        return code is null or "" or "refused" or "internal-error" ? $"has the code '{code}'" : null;
    }

    private static string? JsonFault(RawAnswer answer)
    {
        if (answer.Body.Length == 0) return null;
        try
        {
            JsonElement.Parse(answer.Body);
            return null;
        }
        catch (JsonException)
        {
            return "is no JSON";
        }
    }
}
