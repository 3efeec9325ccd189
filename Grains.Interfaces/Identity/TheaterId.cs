namespace Marquee;

/// <summary>Identifies a theater.</summary>
[GenerateSerializer, Immutable, Alias("marquee.theater-id")]
public readonly record struct TheaterId([property: Id(0)] Guid Value) : IId<TheaterId>
{
    public static string Prefix => "thr_";

    public static TheaterId From(Guid value) => new(value);

    public override string ToString() => Ids.Format(this);
}
