namespace Marquee;

/// <summary>Identifies a sign-in and the family of refresh tokens that grew from it.</summary>
[GenerateSerializer, Immutable, Alias("marquee.session-id")]
public readonly record struct SessionId([property: Id(0)] Guid Value) : IId<SessionId>
{
    public static string Prefix => "ses_";

    public static SessionId From(Guid value) => new(value);

    public override string ToString() => Ids.Format(this);
}
