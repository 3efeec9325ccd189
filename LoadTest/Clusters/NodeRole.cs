namespace Marquee.LoadTest.Clusters;

/// <summary>What a process of a cluster is there for.</summary>
internal enum NodeRole
{
    Sandbox,
    Silo,
    Api,
}
