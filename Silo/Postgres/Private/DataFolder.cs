using System.Globalization;

namespace Marquee.Silo.Postgres.Private;

/// <summary>
/// The layout of a data folder, and the lock on it. The lock ends with the process however that ends; the file holds the process id of
/// the owner while one is at work, so that a supervisor can tell whose server was left behind.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string root, FileStream lockFile)
    {
        Root = root;
        _lock = lockFile;
    }

    public string Root { get; }
    public string Cluster => Path.Combine(Root, "postgres");
    public string UnfinishedCluster => Path.Combine(Root, "postgres.new");
    public string Secrets => Path.Combine(Root, "postgres.secrets");

    /// <summary>
    /// Where fetched programs are kept. The server's account must get there, also where root's data folder is closed to it: a capability
    /// opens files but not the access() checks by which the programs find each other.
    /// </summary>
    public string Binaries => Path.Combine(Environment.IsPrivilegedProcess ? "/var/lib/marquee" : Root, "postgres-bin");

    /// <exception cref="PostgresUnavailableException">The folder cannot be made or written, or another run owns it.</exception>
    public static DataFolder Open(string path)
    {
        var root = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(root);
            var file = new FileStream(Path.Combine(root, "postgres.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var folder = new DataFolder(root, file);
            folder.Sign(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return folder;
        }
        catch (IOException failure) when (IsLocked(failure))
        {
            throw new PostgresUnavailableException($"The data folder {root} is in use by another run of Marquee; stop that one or choose another folder with --data.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unusable(root, failure);
        }
    }

    public static PostgresUnavailableException Unusable(string root, Exception failure) =>
        new($"The data folder {root} cannot be used ({failure.Message.TrimEnd('.')}); choose another one with --data.", failure);

    public void Dispose()
    {
        if (_lock.CanWrite) Sign("");
        _lock.Dispose();
    }

    private void Sign(string owner)
    {
        _lock.SetLength(0);
        _lock.Write(System.Text.Encoding.ASCII.GetBytes(owner));
        _lock.Flush();
    }

    // EWOULDBLOCK, on Linux and on macOS: all that tells a lock from other failures.
    private static bool IsLocked(IOException failure) => failure.GetType() == typeof(IOException) && failure.HResult is 11 or 35;
}
