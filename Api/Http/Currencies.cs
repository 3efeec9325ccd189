namespace Marquee.Api.Http;

internal static class Currencies
{
    /// <summary>True for the form of an ISO 4217 code. Which currencies a place takes is its own affair.</summary>
    public static bool IsCode(string? text) => text is { Length: 3 } && text.All(char.IsAsciiLetterUpper);
}
