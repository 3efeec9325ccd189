using System.Collections.Immutable;
using Marquee.Notifications;
using Orleans.Concurrency;

namespace Marquee.Silo.Notifications;

[GrainType("devices"), StatelessWorker, Reentrant]
internal sealed class DevicesGrain(DeviceTable devices, TimeProvider clock) : Grain, IDevices
{
    public async Task<DeviceView?> Register(UserId customer, string token, string platform)
    {
        // From both: who registers the same device again finds it under the same id.
        var device = new DeviceView(Ids.Derive<DeviceId>(customer.ToString(), token), platform, clock.GetUtcNow());
        return await devices.SaveAsync(customer, device, token) ? device : null;
    }

    public async Task<ImmutableArray<DeviceView>> Of(UserId customer) => [.. await devices.ListAsync(customer)];

    public Task<bool> Remove(UserId customer, DeviceId device) => devices.RemoveAsync(customer, device);
}
