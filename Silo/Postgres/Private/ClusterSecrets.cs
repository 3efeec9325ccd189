using System.Security.Cryptography;

namespace Marquee.Silo.Postgres.Private;

/// <summary>Passwords of the cluster's three roles: made once, kept in a file that only its owner reads.</summary>
internal sealed record ClusterSecrets(string Superuser, string Migrator, string App)
{
    public static async Task<ClusterSecrets> LoadAsync(DataFolder data, CancellationToken cancellation)
    {
        if (File.Exists(data.Secrets)) return Parse(await File.ReadAllLinesAsync(data.Secrets, cancellation), data.Secrets);
        if (Directory.Exists(data.Cluster))
            throw new PostgresUnavailableException($"The passwords of the database are gone ({data.Secrets}); bring the file back or choose another folder with --data.");

        var made = new ClusterSecrets(Password(), Password(), Password());
        await made.SaveAsync(data.Secrets, cancellation);
        return made;
    }

    private async Task SaveAsync(string path, CancellationToken cancellation)
    {
        var unfinished = path + ".new";
        File.Delete(unfinished);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var file = new StreamWriter(unfinished, options))
            await file.WriteAsync($"{Superuser}\n{Migrator}\n{App}\n".AsMemory(), cancellation);
        File.Move(unfinished, path);
    }

    private static ClusterSecrets Parse(string[] lines, string path) => lines.Length >= 3
        ? new ClusterSecrets(lines[0], lines[1], lines[2])
        : throw new PostgresUnavailableException($"The passwords of the database are damaged ({path}); bring the file back or choose another folder with --data.");

    private static string Password() => RandomNumberGenerator.GetHexString(48, lowercase: true);
}
