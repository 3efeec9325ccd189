using System.Net;
using System.Net.Sockets;

namespace Marquee.Users;

/// <summary>
/// Where a client connects from, as coarsely as one customer owns addresses: the whole of IPv4, the first 64 bits of IPv6.
/// </summary>
[GenerateSerializer, Immutable, Alias("marquee.client-network")]
public readonly record struct ClientNetwork([property: Id(0)] string Value)
{
    private const int PrefixBytes = 8;

    public static ClientNetwork Of(IPAddress? address) => address switch
    {
        null => new("unknown"),
        { IsIPv4MappedToIPv6: true } => new(address.MapToIPv4().ToString()),
        { AddressFamily: AddressFamily.InterNetworkV6 } => new($"{Prefix(address)}/64"),
        _ => new(address.ToString()),
    };

    public override string ToString() => Value;

    private static IPAddress Prefix(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(PrefixBytes).Clear();
        return new IPAddress(bytes);
    }
}
