using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;

namespace Marquee.Storage;

/// <summary>
/// One named state of a grain in the hot storage. Unlike Orleans' persistent state it is not read on activation: a grain made by its
/// first write needs no read, every other call begins with <see cref="LoadAsync"/>.
/// <para>
/// <see cref="Value"/> is what is known to be on disk. After a save that failed nobody knows what is, so the grain is deactivated and
/// every later call on this activation fails too: only a reload can tell.
/// </para>
/// </summary>
public sealed class DurableState<T> where T : AggregateState
{
    private readonly string _name;
    private readonly IGrainContext _grain;
    private readonly IGrainStorage _storage;
    private readonly GrainState<T> _row = new();
    private Task? _load;
    private Exception? _broken;

    public DurableState(IGrainContext grain, string name)
    {
        _name = name;
        _grain = grain;
        _storage = grain.ActivationServices.GetRequiredKeyedService<IGrainStorage>(StorageNames.Hot);
    }

    /// <summary>The state on disk, or null where there is none or nothing was loaded yet.</summary>
    public T? Value { get; private set; }

    /// <summary>Reads the state, once per activation; concurrent callers share the read.</summary>
    public Task LoadAsync()
    {
        ThrowIfBroken();
        // A read that failed tells nothing, so the next caller reads anew.
        return _load is null or { IsFaulted: true } or { IsCanceled: true } ? _load = ReadAsync() : _load;
    }

    /// <summary>Reads the state once more, as somebody must who wants to be sure that no other activation has written it since.</summary>
    public Task ReloadAsync()
    {
        ThrowIfBroken();
        return _load = ReadAsync();
    }

    /// <summary>
    /// Writes <paramref name="next"/> and its events; once that is on disk it is the <see cref="Value"/>. The state is serialized before
    /// this method first yields, so the caller may go on changing what it was made from. One save at a time.
    /// </summary>
    /// <exception cref="InconsistentStateException">Somebody else has written the row: another activation of the same grain.</exception>
    public async Task SaveAsync(T next)
    {
        ThrowIfBroken();
        _row.State = next;
        try
        {
            await _storage.WriteStateAsync(_name, _grain.GrainId, _row);
        }
        catch (Exception failure)
        {
            Break(failure);
            throw;
        }

        Landed(next);
    }

    /// <summary>
    /// Makes the row where there is none, without having read it: a new grain costs one write and no read. Answers false, and has loaded
    /// what is there, where the row exists already. Who loads meanwhile waits for the outcome: a read beside the write would bring back
    /// what was there before it.
    /// </summary>
    public async Task<bool> CreateAsync(T first)
    {
        ThrowIfBroken();
        if (_load is null)
        {
            var creation = MakeAsync(first);
            _load = creation;
            return await creation;
        }

        await LoadAsync();
        if (Value is not null) return false;
        await SaveAsync(first);
        return true;
    }

    private async Task<bool> MakeAsync(T first)
    {
        _row.State = first;
        try
        {
            await _storage.WriteStateAsync(_name, _grain.GrainId, _row);
        }
        catch (InconsistentStateException)
        {
            _row.ETag = null;
            await ReadAsync();
            return false;
        }
        catch (Exception failure)
        {
            Break(failure);
            throw;
        }

        Landed(first);
        return true;
    }

    private void Landed(T saved)
    {
        Value = saved.Raised.Count == 0 ? saved : (T)saved with { Raised = [] };
        _load ??= Task.CompletedTask;
    }

    private async Task ReadAsync()
    {
        await _storage.ReadStateAsync(_name, _grain.GrainId, _row);
        Value = _row.RecordExists ? _row.State : null;
    }

    private void Break(Exception failure)
    {
        _broken = failure;
        _grain.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, failure, "A save failed; what is on disk is unknown."));
    }

    private void ThrowIfBroken()
    {
        if (_broken is not null) throw new StateUnknownException(_grain.GrainId, _broken);
    }
}
