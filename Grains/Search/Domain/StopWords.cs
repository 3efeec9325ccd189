namespace Marquee.Search.Domain;

/// <summary>Words so small that titles are told with them and without.</summary>
internal static class StopWords
{
    public static bool Contains(string word) => word is "the" or "a" or "an" or "of" or "and";

    public static bool IsArticle(string word) => word is "the" or "a" or "an";

    /// <summary>The words without an article at their beginning, unless there is nothing else.</summary>
    public static IReadOnlyList<string> WithoutArticle(IReadOnlyList<string> words) =>
        words.Count > 1 && IsArticle(words[0]) ? [.. words.Skip(1)] : words;
}
