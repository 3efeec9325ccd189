namespace Marquee;

/// <summary>Identifies one scan of a ticket at the door. Derived from who scanned and the idempotency key.</summary>
[GenerateSerializer, Immutable, Alias("marquee.check-in-id")]
public readonly record struct CheckInId([property: Id(0)] Guid Value) : IId<CheckInId>
{
    public static string Prefix => "chk_";

    public static CheckInId From(Guid value) => new(value);

    public override string ToString() => Ids.Format(this);
}
