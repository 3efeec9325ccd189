namespace Marquee.LoadTest.Clusters;

/// <summary>A cluster cannot do what it is told. The message is one sentence for people.</summary>
internal sealed class ClusterException(string message) : Exception(message);
