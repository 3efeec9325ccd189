namespace Marquee;

/// <summary>Identifies one show: a movie on a screen at a time.</summary>
[GenerateSerializer, Immutable, Alias("marquee.show-id")]
public readonly record struct ShowId([property: Id(0)] Guid Value) : IId<ShowId>
{
    public static string Prefix => "shw_";

    public static ShowId From(Guid value) => new(value);

    public override string ToString() => Ids.Format(this);
}
