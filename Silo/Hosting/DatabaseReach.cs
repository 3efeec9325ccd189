using Orleans.Runtime;
using Orleans.Runtime.Services;
using Orleans.Services;

namespace Marquee.Silo.Hosting;

/// <summary>When this silo last heard from the database.</summary>
internal sealed class DatabaseReach(TimeProvider clock)
{
    /// <summary>For so long it is still worth something that the database answered.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);

    private long _heard = clock.GetTimestamp();

    public bool IsFresh => clock.GetElapsedTime(Volatile.Read(ref _heard)) < Fresh;

    public void Heard() => Volatile.Write(ref _heard, clock.GetTimestamp());
}

/// <summary>Tells other silos whether this one reaches the database.</summary>
[Alias("marquee.database-witness")]
internal interface IDatabaseWitness : IGrainService
{
    [Alias("reaches")]
    Task<bool> Reaches();
}

internal sealed class DatabaseWitness(GrainId id, Orleans.Runtime.Silo silo, ILoggerFactory logs, DatabaseReach reach) : GrainService(id, silo, logs), IDatabaseWitness
{
    public Task<bool> Reaches() => Task.FromResult(reach.IsFresh);
}

/// <summary>Asks them.</summary>
internal sealed class OtherSilos(IServiceProvider services, ISiloStatusOracle silos) : GrainServiceClient<IDatabaseWitness>(services)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public async Task<bool> AnyReachesDatabaseAsync()
    {
        var others = silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Where(silo => !silo.Equals(silos.SiloAddress));
        return (await Task.WhenAll(others.Select(ReachesAsync))).Contains(true);
    }

    private async Task<bool> ReachesAsync(SiloAddress silo)
    {
        try
        {
            return await GetGrainService(silo).Reaches().WaitAsync(Soon);
        }
        catch (Exception)
        {
            // It is away, too slow, or of a version that does not tell: nothing was heard from it, for whatever reason.
            return false;
        }
    }
}
