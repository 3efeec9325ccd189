namespace Marquee;

/// <summary>Identifies one message to one customer over one channel.</summary>
[GenerateSerializer, Immutable, Alias("marquee.notification-id")]
public readonly record struct NotificationId([property: Id(0)] Guid Value) : IId<NotificationId>
{
    public static string Prefix => "ntf_";

    public static NotificationId From(Guid value) => new(value);

    public override string ToString() => Ids.Format(this);
}
