using Marquee.Silo.Hosting;

namespace Marquee.LoadTest.Clusters;

/// <summary>
/// Which port is whose. A cluster with ports of its own has its silos where they were the last time, so that after a crash the new silo at
/// an address tells that the old one is dead, and nobody waits until it has been silent for long enough.
/// </summary>
/// <param name="first">Of the first API; null for any that are free.</param>
internal sealed class ClusterPorts(int? first)
{
    /// <summary>How far from the first API the others begin.</summary>
    private const int OfHttp = 100;
    private const int OfSilos = 200;
    private const int OfGateways = 300;

    private readonly HashSet<int> _given = [];

    /// <summary>What is left for them above the first.</summary>
    public const int Room = 400;

    public int Api(int number) => first is { } port ? port + number - 1 : Free();

    public int Sandbox() => Preferred(OfHttp);

    public int SiloHttp(int number) => Preferred(OfHttp + number);

    public (int Silo, int Gateway) Silo(int number) => (Preferred(OfSilos + number), Preferred(OfGateways + number));

    private int Preferred(int offset) => first + offset is { } port && FreePort.IsFree(port) && _given.Add(port) ? port : Free();

    /// <summary>One that no other place has, not even while what runs there is stopped.</summary>
    private int Free()
    {
        while (true)
            if (FreePort.Next() is var port && _given.Add(port)) return port;
    }
}
