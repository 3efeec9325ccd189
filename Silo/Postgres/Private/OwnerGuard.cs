using System.Diagnostics;
using System.Globalization;

namespace Marquee.Silo.Postgres.Private;

/// <summary>
/// Stops the server when this process ends without having done so, however it ended: a shell that waits for the end of a pipe of ours.
/// It knows the server by its process id, so a server that a later run started is none of its business.
/// </summary>
internal sealed class OwnerGuard : IDisposable
{
    private const string Script = """
        exec >/dev/null 2>&1
        trap '' INT TERM HUP
        read -r _
        kill -INT "$1"
        tries=0
        while kill -0 "$1" && [ "$tries" -lt 300 ]; do sleep 0.1; tries=$((tries + 1)); done
        kill -QUIT "$1"
        [ -n "$2" ] && rm -rf -- "$2"
        """;

    private readonly Process _shell;

    private OwnerGuard(Process shell) => _shell = shell;

    /// <param name="throwAway">Folder to delete once the server is gone, or null.</param>
    public static OwnerGuard Start(int server, string? throwAway)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "guard", server.ToString(CultureInfo.InvariantCulture), throwAway ?? ""])
        {
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        };
        return new OwnerGuard(Process.Start(start)!);
    }

    /// <summary>The end of the pipe without a word, which is all that a killed process leaves.</summary>
    internal void Abandon() => _shell.StandardInput.Close();

    public void Dispose()
    {
        _shell.Kill();
        _shell.Dispose();
    }
}
