using System.Globalization;
using static Marquee.LoadTest.Word;

namespace Marquee.LoadTest.Peers;

/// <param name="Peer">postgres, redis, actors or bare.</param>
/// <param name="Bytes">Length of the bare peer's seat map.</param>
internal sealed record ServeOptions(string Peer, int Port, string Database, string Redis, int Bytes)
{
    public static bool TryParse(ReadOnlySpan<string> args, out ServeOptions options, out string error)
    {
        options = new ServeOptions(args is [var peer, ..] ? peer : "", 0, "", "127.0.0.1:6379", 10_000);
        error = "";
        if (options.Peer is not ("postgres" or "redis" or "actors" or "bare")) return Fail("Serve what? One of postgres, redis, actors, bare.", out error);
        for (var i = 1; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length) return Fail($"{args[i]} needs a value.", out error);
            var value = args[i + 1];
            switch (args[i])
            {
                case "--port" when IsNumber(value, out var port) && port is > 0 and <= ushort.MaxValue:
                    options = options with { Port = port };
                    break;
                case "--database":
                    options = options with { Database = value };
                    break;
                case "--redis":
                    options = options with { Redis = value };
                    break;
                case "--bytes" when IsNumber(value, out var bytes) && bytes is >= 100 and <= 10_000_000:
                    options = options with { Bytes = bytes };
                    break;
                default:
                    return Fail($"{args[i]} {value} is not understood.", out error);
            }
        }

        if (options.Port == 0) return Fail("--port is needed.", out error);
        return options is not { Peer: not "bare", Database: "" } || Fail("--database is needed.", out error);
    }

    private static bool IsNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
