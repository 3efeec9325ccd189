using Marquee.Users;
using Microsoft.Extensions.Options;

namespace Marquee.Silo.Hosting;

/// <summary>What a running cluster needs before its first customer: an admin, and the demo where it is wanted. Repeating it changes nothing.</summary>
internal sealed class FirstStart(IGrainFactory grains, IOptions<FirstAdminOptions> admin)
{
    public async Task RunAsync(bool demo, CancellationToken cancellation)
    {
        await FirstAdmin.EnsureAsync(grains, admin.Value, cancellation);
    }
}
