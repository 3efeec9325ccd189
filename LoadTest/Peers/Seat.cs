namespace Marquee.LoadTest.Peers;

internal readonly record struct Seat(int Place, char Category, char Status)
{
    public static string CategoryName(char category) => category switch { 'g' => "gold", 'p' => "platinum", _ => "silver" };

    public string StatusName => Status switch { 'f' => "free", 'h' => "held", _ => "sold" };
}
