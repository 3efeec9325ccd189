using System.Net;
using Marquee.Users;
using Xunit;

namespace Marquee.Tests.Domain.Users;

public sealed class ClientNetworkTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64")]
    public void Addresses_of_one_customer_are_one_network(string address, string network) =>
        Assert.Equal(network, ClientNetwork.Of(IPAddress.Parse(address)).Value);

    [Fact]
    public void A_client_without_an_address_has_a_network_too() => Assert.NotEmpty(ClientNetwork.Of(null).Value);
}
