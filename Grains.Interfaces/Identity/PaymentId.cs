namespace Marquee;

/// <summary>Identifies one attempt to pay; also the operation id under which the provider knows it.</summary>
[GenerateSerializer, Immutable, Alias("marquee.payment-id")]
public readonly record struct PaymentId([property: Id(0)] Guid Value) : IId<PaymentId>
{
    public static string Prefix => "pay_";

    public static PaymentId From(Guid value) => new(value);

    public override string ToString() => Ids.Format(this);
}
