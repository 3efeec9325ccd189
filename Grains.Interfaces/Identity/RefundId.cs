namespace Marquee;

/// <summary>Identifies one refund; also the operation id under which the provider knows it.</summary>
[GenerateSerializer, Immutable, Alias("marquee.refund-id")]
public readonly record struct RefundId([property: Id(0)] Guid Value) : IId<RefundId>
{
    public static string Prefix => "rfd_";

    public static RefundId From(Guid value) => new(value);

    public override string ToString() => Ids.Format(this);
}
