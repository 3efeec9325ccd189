namespace Marquee.Silo.Postgres.Private;

/// <summary>PostgreSQL's programs from the distribution, where we are root on Debian or a relative.</summary>
internal static class AptBinaries
{
    public static async Task<bool> InstallAsync(Action<string> progress, CancellationToken cancellation)
    {
        if (!Environment.IsPrivilegedProcess || Command.Find("apt-get") is not { } apt) return false;
        progress("PostgreSQL is not installed; installing it with apt-get...");
        await Command.RunAsync([apt, "update"], cancellation);
        return (await Command.RunAsync([apt, "install", "-y", "--no-install-recommends", "postgresql"], cancellation)).Succeeded;
    }
}
