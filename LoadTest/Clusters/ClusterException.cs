namespace Marquee.LoadTest.Clusters;

/// <summary>A cluster cannot do what it is told. The message is for people: a sentence, and what a process said that did not start.</summary>
internal sealed class ClusterException(string message) : Exception(message);
