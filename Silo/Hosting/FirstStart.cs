using Marquee.Silo.Demo;
using Marquee.Users;
using Microsoft.Extensions.Options;

namespace Marquee.Silo.Hosting;

/// <summary>What a running cluster needs before its first customer: an admin, and the demo where it is wanted. Repeating it changes nothing.</summary>
internal sealed class FirstStart(IGrainFactory grains, TimeProvider clock, IOptions<FirstAdminOptions> admin)
{
    /// <param name="progress">Told in words what is being done.</param>
    public async Task RunAsync(bool demo, Action<string> progress, CancellationToken cancellation)
    {
        try
        {
            await FirstAdmin.EnsureAsync(grains, admin.Value, cancellation);
        }
        catch (InvalidOperationException refused)
        {
            throw new StartException(refused.Message, refused);
        }

        if (demo) await new DemoLoader(grains, clock).LoadAsync(progress, cancellation);
    }
}
