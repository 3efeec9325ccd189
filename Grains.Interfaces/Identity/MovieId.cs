namespace Marquee;

/// <summary>Identifies a movie.</summary>
[GenerateSerializer, Immutable, Alias("marquee.movie-id")]
public readonly record struct MovieId([property: Id(0)] Guid Value) : IId<MovieId>
{
    public static string Prefix => "mov_";

    public static MovieId From(Guid value) => new(value);

    public override string ToString() => Ids.Format(this);
}
