namespace Marquee;

/// <summary>Identifies a booking. Derived from customer and idempotency key where the customer sent one.</summary>
[GenerateSerializer, Immutable, Alias("marquee.booking-id")]
public readonly record struct BookingId([property: Id(0)] Guid Value) : IId<BookingId>
{
    public static string Prefix => "bkg_";

    public static BookingId From(Guid value) => new(value);

    public override string ToString() => Ids.Format(this);
}
