using Orleans.Runtime;

namespace Marquee.Storage;

/// <summary>
/// A grain's state in the cold storage, read on activation. <see cref="Value"/> is what is known to be on disk, also while a save is under
/// way. After a save that failed nobody knows what is, so the grain is deactivated: only a reload can tell.
/// </summary>
internal sealed class ColdState<T>(IGrainBase grain, IPersistentState<T> row) where T : class, new()
{
    private T? _durable;

    public T Value => _durable ?? row.State;

    public bool Exists => row.RecordExists;

    /// <summary>One save at a time.</summary>
    public Task SaveAsync(T next)
    {
        _durable = Value;
        row.State = next;
        return Settle(row.WriteStateAsync());
    }

    public Task ClearAsync()
    {
        _durable = Value;
        return Settle(row.ClearStateAsync());
    }

    private async Task Settle(Task write)
    {
        try
        {
            await write;
            if (row.State is IRaisesEvents { Raised.Count: > 0 } told) row.State = (T)told.Told();
            _durable = row.State;
        }
        catch (Exception failure)
        {
            grain.GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, failure, "A save failed; what is on disk is unknown."));
            throw;
        }
    }
}
