namespace Marquee.Silo.Postgres.Private;

/// <summary>
/// The account that PostgreSQL's programs run as: our own, or, as they refuse root, the owner of the cluster's folder.
/// </summary>
internal sealed class ServerAccount
{
    private static readonly string[] Candidates = ["postgres", "nobody"];
    private readonly string[] _prefix;

    private ServerAccount(string[] prefix) => _prefix = prefix;

    public string[] Wrap(params string[] line) => [.. _prefix, .. line];

    /// <summary>The account for a cluster's folder; a folder of root's is given away first.</summary>
    public static async Task<ServerAccount> OfAsync(string folder, PostgresBinaries binaries, CancellationToken cancellation)
    {
        if (!Environment.IsPrivilegedProcess) return new ServerAccount([]);
        if (!OperatingSystem.IsLinux() || Command.Find("setpriv") is not { } setpriv)
            throw new PostgresUnavailableException("PostgreSQL refuses to run as root, and there is no setpriv here to give it another account; start Marquee as another user.");

        var owner = await OwnerAsync(folder, cancellation);
        if (owner.StartsWith("0:", StringComparison.Ordinal))
        {
            await GiveAsync(folder, await FirstAccountAsync(cancellation) + ":", cancellation);
            owner = await OwnerAsync(folder, cancellation);
        }

        var ids = owner.Split(':');
        string[] prefix = [setpriv, $"--reuid={ids[0]}", $"--regid={ids[1]}", "--clear-groups"];
        var account = new ServerAccount(prefix);
        if (await account.ReachesAsync(folder, cancellation) && await account.ReachesAsync(binaries.Postgres, cancellation)) return account;
        // A folder below /root is closed to every other account; opening it would be worse than to let the server through.
        return new ServerAccount([.. prefix, "--inh-caps=+dac_override", "--ambient-caps=+dac_override"]);
    }

    /// <summary>Lets the server's account read a file of ours.</summary>
    public async Task OwnAsync(string file, string cluster, CancellationToken cancellation)
    {
        if (_prefix.Length > 0) await GiveAsync(file, await OwnerAsync(cluster, cancellation), cancellation);
    }

    private async Task<bool> ReachesAsync(string path, CancellationToken cancellation) =>
        (await Command.RunAsync(Wrap("test", "-x", path), cancellation)).Succeeded;

    private static async Task<string> FirstAccountAsync(CancellationToken cancellation)
    {
        foreach (var name in Candidates)
            if ((await Command.RunAsync(["id", "-u", name], cancellation)).Succeeded) return name;
        throw new PostgresUnavailableException("PostgreSQL refuses to run as root and there is neither an account postgres nor nobody; start Marquee as another user.");
    }

    private static async Task<string> OwnerAsync(string path, CancellationToken cancellation) =>
        Checked(await Command.RunAsync(["stat", "-c", "%u:%g", path], cancellation));

    private static async Task GiveAsync(string path, string owner, CancellationToken cancellation) =>
        Checked(await Command.RunAsync(["chown", "-R", owner, path], cancellation));

    private static string Checked(CommandResult result) => result.Succeeded
        ? result.Output
        : throw new PostgresUnavailableException($"The folder of PostgreSQL's data cannot be given to its account ({result.LastLine}); start Marquee as another user than root.");
}
