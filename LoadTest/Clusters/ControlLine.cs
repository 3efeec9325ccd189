using System.Net.Sockets;

namespace Marquee.LoadTest.Clusters;

/// <summary>
/// A socket in the data folder over which a cluster is told to change. A connection carries one command; the answer is lines for people, and
/// a last one, <c>done</c> or <c>failed</c>.
/// </summary>
internal static class ControlLine
{
    private const string Done = "done";
    private const string Failed = "failed";

    /// <summary>Sockets have short names.</summary>
    private const int LongestPath = 100;

    /// <exception cref="ClusterException">The folder's path is too long, or a cluster runs in it.</exception>
    public static async Task<Socket> ListenAsync(string data)
    {
        var path = PathIn(data);
        if (path.Length > LongestPath) throw new ClusterException($"The path of the data folder is too long; choose one of less than {LongestPath} characters with --data.");
        if (await ConnectAsync(path) is { } other)
        {
            other.Dispose();
            throw new ClusterException($"A cluster runs in {data}; stop it or choose another folder with --data.");
        }

        Directory.CreateDirectory(data);
        File.Delete(path);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        listener.Listen();
        return listener;
    }

    /// <summary>Carries commands out, one after the other, until it is canceled.</summary>
    /// <param name="carryOut">Answers with the lines for people; a <see cref="ClusterException"/> is a refusal.</param>
    public static async Task ServeAsync(Socket listener, Func<ClusterCommand, Task<string>> carryOut, CancellationToken cancellation)
    {
        while (true)
        {
            using var line = new NetworkStream(await listener.AcceptAsync(cancellation), ownsSocket: true);
            try
            {
                using var reader = new StreamReader(line, leaveOpen: true);
                await using var writer = new StreamWriter(line, leaveOpen: true);
                var words = (await reader.ReadLineAsync(cancellation) ?? "").Split(' ');
                if (!ClusterCommand.TryParse(words, out var command, out _)) continue;
                await writer.WriteLineAsync(await AnswerAsync(command, carryOut));
            }
            catch (IOException)
            {
                // Whoever asked has gone.
            }
        }
    }

    /// <summary>Tells the cluster in the folder, and prints its answer. True where it did what it was told.</summary>
    /// <exception cref="ClusterException">No cluster runs there.</exception>
    public static async Task<bool> TellAsync(string data, ClusterCommand command, TextWriter output)
    {
        using var socket = await ConnectAsync(PathIn(data)) ?? throw new ClusterException($"No cluster runs in {data}; start one, or name its folder with --data.");
        using var line = new NetworkStream(socket);
        await using var writer = new StreamWriter(line, leaveOpen: true) { AutoFlush = true };
        using var reader = new StreamReader(line);
        await writer.WriteLineAsync($"{command}");
        while (await reader.ReadLineAsync() is { } said)
        {
            if (said is Done or Failed) return said == Done;
            await output.WriteLineAsync(said);
        }

        throw new ClusterException("The cluster ended before it answered.");
    }

    private static async Task<string> AnswerAsync(ClusterCommand command, Func<ClusterCommand, Task<string>> carryOut)
    {
        try
        {
            return $"{await carryOut(command)}\n{Done}";
        }
        catch (ClusterException failure)
        {
            return $"{failure.Message}\n{Failed}";
        }
    }

    private static string PathIn(string data) => Path.Combine(data, "cluster.sock");

    private static async Task<Socket?> ConnectAsync(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }
}
