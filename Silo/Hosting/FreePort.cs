using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Marquee.Silo.Hosting;

internal static class FreePort
{
    // Above what people choose, below what systems give to clients.
    private const int First = 31_000;
    private const int Count = 1_700;

    /// <summary>A loopback port that was free a moment ago.</summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>One that is always the same for the same place, or any other while that is taken.</summary>
    public static int Of(string place)
    {
        var own = First + (BinaryPrimitives.ReadUInt16BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(place))) % Count);
        return IsFree(own) ? own : Next();
    }

    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
