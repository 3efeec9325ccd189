namespace Marquee.LoadTest.Search;

/// <summary>Names that theaters and cities might have, made of syllables so that there are many.</summary>
internal static class TheaterNames
{
    private static readonly string[] Firsts = ["Grand", "Royal", "Star", "Regal", "Galaxy", "Metro", "Plaza", "Orion", "Phoenix", "Empire", "Crown", "Majestic", "Liberty", "Sunset", "Palace", "Capitol"];
    private static readonly string[] Seconds = ["Cinemas", "Multiplex", "Theatre", "Talkies", "Pictures", "Screens", "Movie House", "Cineplex"];
    private static readonly string[] Begins = ["Mal", "Bar", "Nor", "San", "Chen", "Kar", "Pun", "Lon", "Ber", "Ost", "Vel", "Tor", "Mum", "Del", "Hyd", "Kol", "Jai", "Sur", "Nag", "Ind"];
    private static readonly string[] Ends = ["bai", "ton", "hi", "nai", "pur", "abad", "ford", "ville", "burg", "stad", "nagar", "kota", "mere", "wick", "haven", "field", "gaon", "patna", "ore", "dam"];

    public static string First(int number) => Firsts[number % Firsts.Length];

    public static string Second(int number) => Seconds[number % Seconds.Length];

    public static string City(int number) => Begins[number % Begins.Length] + Ends[number / Begins.Length % Ends.Length];
}
