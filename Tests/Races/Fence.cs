using System.Collections.Concurrent;
using Marquee.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;

namespace Marquee.Tests.Races;

/// <summary>
/// The check of a row's version, which a test can take away from grains of its own: what they write lands whatever is on disk. Everybody
/// else meets the storage as it is.
/// </summary>
internal sealed class Fence
{
    private readonly ConcurrentDictionary<string, bool> _removed = new();

    public void Remove(string key) => _removed[key] = true;

    public bool Guards(GrainId grain) => !_removed.ContainsKey(grain.Key.ToString()!);

    /// <summary>Wraps the hot storage that is registered.</summary>
    public void PutUp(IServiceCollection services)
    {
        var hot = services.Last(service => service.ServiceType == typeof(IGrainStorage) && Equals(service.ServiceKey, StorageNames.Hot));
        services.Remove(hot);
        services.AddKeyedSingleton<IGrainStorage>(StorageNames.Hot, (provider, name) =>
            new FencedStorage((IGrainStorage)hot.KeyedImplementationFactory!(provider, name), this));
    }

    private sealed class FencedStorage(IGrainStorage storage, Fence fence) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle lifecycle) => (storage as ILifecycleParticipant<ISiloLifecycle>)?.Participate(lifecycle);

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => storage.ReadStateAsync(stateName, grainId, grainState);

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => storage.ClearStateAsync(stateName, grainId, grainState);

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => fence.Guards(grainId)
            ? storage.WriteStateAsync(stateName, grainId, grainState)
            : OverwriteAsync(stateName, grainId, grainState);

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
