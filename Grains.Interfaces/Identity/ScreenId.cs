namespace Marquee;

/// <summary>Identifies a screen of a theater.</summary>
[GenerateSerializer, Immutable, Alias("marquee.screen-id")]
public readonly record struct ScreenId([property: Id(0)] Guid Value) : IId<ScreenId>
{
    public static string Prefix => "scr_";

    public static ScreenId From(Guid value) => new(value);

    public override string ToString() => Ids.Format(this);
}
