namespace Marquee.Silo.Postgres.Private;

/// <summary>Makes a cluster. It is made beside its place and moved there when it is complete, so that a start that was cut short leaves nothing half done.</summary>
internal static class NewCluster
{
    public static async Task MakeAsync(DataFolder data, PostgresBinaries binaries, ClusterSecrets secrets, CancellationToken cancellation)
    {
        var folder = data.UnfinishedCluster;
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        var account = await ServerAccount.OfAsync(folder, binaries, cancellation);
        var password = data.Secrets + ".initdb";
        try
        {
            File.Delete(password);
            File.Copy(data.Secrets, password);
            await account.OwnAsync(password, folder, cancellation);
            await InitializeAsync(folder, binaries, account, password, cancellation);
        }
        finally
        {
            File.Delete(password);
        }

        await File.AppendAllTextAsync(Path.Combine(folder, "postgresql.conf"), $"\ninclude_if_exists = '{ClusterSettings.FileName}'\n", cancellation);
        Directory.Move(folder, data.Cluster);
    }

    private static async Task InitializeAsync(string folder, PostgresBinaries binaries, ServerAccount account, string password, CancellationToken cancellation)
    {
        // lower() of accented letters needs a Unicode locale; the order of text does not and stays that of its bytes.
        string[][] locales = binaries.Major >= 17
            ? [["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]]
            : [["--locale=C", "--lc-ctype=C.UTF-8"], ["--locale=C", "--lc-ctype=en_US.UTF-8"], ["--locale=C"]];
        var result = new CommandResult(1, "");
        foreach (var locale in locales)
        {
            string[] line = [binaries.Initdb, "-D", folder, "-U", ClusterRoles.Superuser, "--pwfile", password, "-A", "scram-sha-256", "-E", "UTF8", "--data-checksums", .. locale];
            result = await Command.RunAsync(account.Wrap(line), cancellation);
            if (result.Succeeded) return;
            if (!result.Output.Contains("locale", StringComparison.Ordinal)) break;
        }

        var reason = result.Output.Split('\n').LastOrDefault(line => line.Contains("error:", StringComparison.Ordinal)) ?? result.LastLine;
        throw new PostgresUnavailableException($"PostgreSQL could not make its data folder {folder} ({reason.Trim()}).");
    }
}
