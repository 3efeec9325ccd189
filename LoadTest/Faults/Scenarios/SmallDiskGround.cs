using System.Diagnostics;

namespace Marquee.LoadTest.Faults.Scenarios;

/// <summary>PostgreSQL's data on a small disk in memory, which can be filled.</summary>
internal sealed class SmallDiskGround : Ground
{
    private const long Block = 1 << 20;

    private string Filler => Path.Combine(DataFolder, "filler");

    protected override bool FolderGoesWithServer => false;

    protected override IReadOnlyDictionary<string, string> DatabaseSettings { get; } = new Dictionary<string, string>
    {
        // Little is kept ready, so that writes meet the end of the disk soon.
        ["max_wal_size"] = "64MB", ["min_wal_size"] = "32MB",
    };

    /// <summary>Why there can be none here, or null.</summary>
    public static string? Unavailable()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) return "a file system in memory is mounted by root on Linux alone";
        var folder = Directory.CreateTempSubdirectory("marquee-mount-").FullName;
        try
        {
            if (!Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder)) return "no file system in memory can be mounted here";
            Run("umount", folder);
            return null;
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    public override Task PrepareAsync(Action<string> progress)
    {
        if (!Run("mount", "-t", "tmpfs", "-o", "size=300m,mode=755", "tmpfs", DataFolder)) throw new InvalidOperationException($"{DataFolder} cannot be a file system in memory.");
        return base.PrepareAsync(progress);
    }

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using var file = File.Create(Filler);
        var block = new byte[Block];
        try
        {
            while (true)
            {
                file.Write(block);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }

    public void Free() => File.Delete(Filler);

    public override async ValueTask DisposeAsync()
    {
        Free();
        await Database.DisposeAsync();
        Run("umount", DataFolder);
        await base.DisposeAsync();
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
