using System.Text.RegularExpressions;

namespace Marquee.LoadTest.Search;

/// <summary>A query and the films that are right, by their lines.</summary>
internal sealed record JudgedQuery(string Kind, string Text, IReadOnlySet<int> Right);

/// <summary>
/// Queries of every kind, the same in every run: films are drawn from the list, and each kind's rule makes a query of the title, in lower
/// case and without punctuation as people type. All films of the same title are right. What by chance is another film's title is no
/// mistake of this one's, and is drawn again.
/// </summary>
internal sealed partial class JudgedSet
{
    public const int EachKind = 40;
    private const int Seed = 20_261_124;
    private const int ShortestTitle = 5;
    private const int LongestTitle = 60;
    // A person types on until the list is short enough to see.
    private const int MostBeginSo = 5;
    private const int ShortestBeginning = 3;

    private readonly IReadOnlyList<ListedFilm> _films;
    private readonly ILookup<string, int> _byTitle;
    private readonly string[] _sorted;

    private JudgedSet(IReadOnlyList<ListedFilm> films)
    {
        _films = films;
        _byTitle = films.ToLookup(film => Typed(film.Title), film => film.Line);
        _sorted = [.. _byTitle.Select(title => title.Key).Order(StringComparer.Ordinal)];
    }

    public static IReadOnlyList<JudgedQuery> Of(IReadOnlyList<ListedFilm> films)
    {
        var set = new JudgedSet(films);
        return
        [
            .. set.Draw("exact", (title, _) => title),
            .. set.Draw("prefix", (title, _) => set.Beginning(title)),
            .. set.Draw("without article", (title, _) => title.StartsWith("the ", StringComparison.Ordinal) ? title[4..] : null),
            .. set.Draw("word order", Typos.WordOrder),
            .. set.Draw("insertion", Typos.Insertion),
            .. set.Draw("deletion", Typos.Deletion),
            .. set.Draw("substitution", Typos.Substitution),
            .. set.Draw("transposition", Typos.Transposition),
            .. set.Draw("phonetic", Typos.Phonetic),
            .. set.Draw("missing space", Typos.MissingSpace),
            .. set.Draw("extra space", Typos.ExtraSpace),
            .. set.Draw("two errors", Typos.TwoErrors),
            .. set.Draw("accents", Typos.Accented),
            .. set.Draw("numerals", Typos.Numerals),
            .. set.People(),
            .. set.ByHand(),
        ];
    }

    private IEnumerable<JudgedQuery> Draw(string kind, Func<string, Random, string?> rule)
    {
        var random = new Random(Seed);
        for (var made = 0; made < EachKind;)
        {
            var title = Typed(_films[random.Next(_films.Count)].Title);
            if (title.Length is < ShortestTitle or > LongestTitle || title.Any(letter => !char.IsAscii(letter))) continue;
            if (rule(title, random) is not { } text || (text != title && _byTitle.Contains(text))) continue;
            made++;
            yield return new JudgedQuery(kind, text, _byTitle[title].ToHashSet());
        }
    }

    /// <summary>A name of a cast: everything that person is in is right.</summary>
    private IEnumerable<JudgedQuery> People()
    {
        var films = _films.SelectMany(film => film.Cast.Select(name => (Name: Typed(name), film.Line))).ToLookup(pair => pair.Name, pair => pair.Line);
        var (random, names) = (new Random(Seed), films.Where(name => name.Key.Contains(' ', StringComparison.Ordinal) && name.Count() is >= 3 and <= 60).ToArray());
        for (var made = 0; made < EachKind; made++)
        {
            var name = names[random.Next(names.Length)];
            yield return new JudgedQuery("cast", name.Key, name.ToHashSet());
        }
    }

    private IEnumerable<JudgedQuery> ByHand()
    {
        var titles = _films.ToLookup(film => film.Title, film => film.Line);
        return FilmList.ReadByHand().Select(pair => new JudgedQuery("by hand", pair.Query, titles[pair.Title].ToHashSet()));
    }

    private string? Beginning(string title)
    {
        for (var length = ShortestBeginning; length < title.Length; length++)
            if (title[length - 1] != ' ' && BeginSo(title[..length]) <= MostBeginSo) return title[..length];
        return null;
    }

    private int BeginSo(string beginning)
    {
        var at = Array.BinarySearch(_sorted, beginning, StringComparer.Ordinal);
        var from = at < 0 ? ~at : at;
        return _sorted.Skip(from).Take(MostBeginSo + 1).TakeWhile(title => title.StartsWith(beginning, StringComparison.Ordinal)).Count();
    }

    private static string Typed(string title) => Spaces().Replace(Punctuation().Replace(Apostrophe().Replace(title.ToLowerInvariant(), ""), " "), " ").Trim();

    [GeneratedRegex(@"['’]")]
    private static partial Regex Apostrophe();

    [GeneratedRegex(@"[^\p{L}\p{N}]")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@" +")]
    private static partial Regex Spaces();
}
