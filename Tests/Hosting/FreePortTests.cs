using System.Net;
using System.Net.Sockets;
using Marquee.Silo.Hosting;
using Xunit;

namespace Marquee.Tests.Hosting;

public sealed class FreePortTests
{
    [Fact]
    public void A_place_has_the_same_port_again_unless_somebody_has_it()
    {
        var place = Guid.NewGuid().ToString();
        var port = FreePort.Of(place);
        Assert.Equal(port, FreePort.Of(place));
        using var somebody = new TcpListener(IPAddress.Loopback, port);
        somebody.Start();
        Assert.NotEqual(port, FreePort.Of(place));
    }
}
