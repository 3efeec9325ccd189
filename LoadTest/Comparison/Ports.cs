using System.Net;
using System.Net.Sockets;

namespace Marquee.LoadTest.Comparison;

internal static class Ports
{
    /// <summary>A port of this machine that nobody uses now.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
