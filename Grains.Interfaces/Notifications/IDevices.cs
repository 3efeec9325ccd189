using System.Collections.Immutable;

namespace Marquee.Notifications;

/// <summary>The devices that customers hear of their bookings on. The key is ignored.</summary>
[Alias("marquee.devices")]
public interface IDevices : IGrainWithIntegerKey
{
    /// <summary>
    /// Registers a device by the token that it has from Firebase. A token belongs to whoever registered it last: a device that changes hands
    /// tells its new owner alone. Null where the customer has <see cref="Most"/> others.
    /// </summary>
    [Alias("register")] Task<DeviceView?> Register(UserId customer, string token, string platform);

    /// <summary>Newest first.</summary>
    [Alias("of")] Task<ImmutableArray<DeviceView>> Of(UserId customer);

    /// <summary>False where the customer has no such device.</summary>
    [Alias("remove")] Task<bool> Remove(UserId customer, DeviceId device);

    const int Most = 20;
}

/// <param name="Platform"><c>android</c>, <c>ios</c> or <c>web</c>.</param>
[GenerateSerializer, Immutable, Alias("marquee.device-view")]
public sealed record DeviceView([property: Id(0)] DeviceId Id, [property: Id(1)] string Platform, [property: Id(2)] DateTimeOffset CreatedAt);
