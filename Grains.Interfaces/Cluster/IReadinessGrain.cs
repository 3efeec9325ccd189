namespace Marquee.Cluster;

/// <summary>Tells whether a silo can serve: it answers, and its database does. Owns nothing; the key is ignored.</summary>
[Alias("marquee.readiness")]
public interface IReadinessGrain : IGrainWithIntegerKey
{
    /// <summary>Throws where the database does not answer.</summary>
    [Alias("check")] Task Check();
}
