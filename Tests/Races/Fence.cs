using System.Collections.Concurrent;
using Marquee.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;

namespace Marquee.Tests.Races;

/// <summary>
/// The check of a row's version, which a test can take away from grains of its own: what they write lands whatever is on disk. A write can
/// be delayed too, and so can the answer to one. Everybody else meets the storage as it is.
/// </summary>
internal sealed class Fence
{
    private readonly ConcurrentDictionary<string, bool> _removed = new();
    private readonly ConcurrentDictionary<string, Delay> _delayed = new();
    private readonly ConcurrentDictionary<(string State, string Key), Delay> _answeredLate = new();

    public void Remove(string key) => _removed[key] = true;

    public bool Guards(GrainId grain) => !_removed.ContainsKey(grain.Key.ToString()!);

    /// <summary>The next write of that grain waits for as long as its silo stands still.</summary>
    public Delay DelayNext(string key) => _delayed[key] = new Delay();

    /// <summary>The next write of that state lands, and its grain hears of it once the delay is ended.</summary>
    public Delay DelayAnswer(string state, string key) => _answeredLate[(state, key)] = new Delay();

    /// <summary>Wraps the hot storage that is registered.</summary>
    public void PutUp(IServiceCollection services)
    {
        var hot = services.Last(service => service.ServiceType == typeof(IGrainStorage) && Equals(service.ServiceKey, StorageNames.Hot));
        services.Remove(hot);
        services.AddKeyedSingleton<IGrainStorage>(StorageNames.Hot, (provider, name) =>
            new FencedStorage((IGrainStorage)hot.KeyedImplementationFactory!(provider, name), this));
    }

    internal sealed class Delay
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Completes once the write is there and waits, or has landed and its answer waits.</summary>
        public Task Begun => _begun.Task;

        public void End() => _over.SetResult();

        public Task PassAsync()
        {
            _begun.SetResult();
            return _over.Task;
        }
    }

    private sealed class FencedStorage(IGrainStorage storage, Fence fence) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle lifecycle) => (storage as ILifecycleParticipant<ISiloLifecycle>)?.Participate(lifecycle);

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => storage.ReadStateAsync(stateName, grainId, grainState);

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => storage.ClearStateAsync(stateName, grainId, grainState);

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            if (fence._delayed.TryRemove(grainId.Key.ToString()!, out var delay)) await delay.PassAsync();
            await (fence.Guards(grainId) ? storage.WriteStateAsync(stateName, grainId, grainState) : OverwriteAsync(stateName, grainId, grainState));
            if (fence._answeredLate.TryRemove((stateName, grainId.Key.ToString()!), out var late)) await late.PassAsync();
        }

        private async Task OverwriteAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            var state = grainState.State;
            while (true)
            {
                await storage.ReadStateAsync(stateName, grainId, grainState);
                grainState.State = state;
                try
                {
                    await storage.WriteStateAsync(stateName, grainId, grainState);
                    return;
                }
                catch (InconsistentStateException)
                {
                    // Somebody wrote in between, which nobody is to notice here.
                }
            }
        }
    }
}
