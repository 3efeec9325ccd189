namespace Marquee;

/// <summary>Identifies a customer, a member of staff or an admin.</summary>
[GenerateSerializer, Immutable, Alias("marquee.user-id")]
public readonly record struct UserId([property: Id(0)] Guid Value) : IId<UserId>
{
    public static string Prefix => "usr_";

    public static UserId From(Guid value) => new(value);

    public override string ToString() => Ids.Format(this);
}
