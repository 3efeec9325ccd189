namespace Marquee;

/// <summary>Identifies a device that a customer hears of their bookings on.</summary>
[GenerateSerializer, Immutable, Alias("marquee.device-id")]
public readonly record struct DeviceId([property: Id(0)] Guid Value) : IId<DeviceId>
{
    public static string Prefix => "dev_";

    public static DeviceId From(Guid value) => new(value);

    public override string ToString() => Ids.Format(this);
}
