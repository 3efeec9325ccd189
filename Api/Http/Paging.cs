using System.Reflection;
using System.Text;

namespace Marquee.Api.Http;

/// <summary>One page of a list. <paramref name="NextCursor"/> is null on the last one.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)] string? NextCursor);

/// <summary>Which page a client asks for. The cursor is opaque to it: base64url of where the last page ended.</summary>
internal readonly record struct PageRequest(int Limit, string? After)
{
    public const int DefaultLimit = 20;
    public const int LargestLimit = 100;

    public static ValueTask<PageRequest> BindAsync(HttpContext http, ParameterInfo _)
    {
        var limit = DefaultLimit;
        if (http.Request.Query.TryGetValue("limit", out var given)
            && (!int.TryParse(given, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out limit) || limit is < 1 or > LargestLimit))
            throw new BadHttpRequestException($"limit must be a whole number from 1 to {LargestLimit}.");
        return new(new PageRequest(limit, Decode(http.Request.Query["cursor"])));
    }

    public static string Encode(string position) => Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(position));

    public static string? EncodeOptional(string? position) => position is null ? null : Encode(position);

    private static string? Decode(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor)) return null;
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlDecode(cursor));
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            throw new BadHttpRequestException("cursor is not one that this API gave out.", failure);
        }
    }
}
