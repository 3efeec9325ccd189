using System.Globalization;

namespace Marquee.LoadTest.Clusters;

/// <summary>What <c>LoadTest cluster</c> is asked to do: to be a cluster, or to tell a running one something.</summary>
/// <param name="Command">Null, or what to tell the cluster that runs in the data folder.</param>
/// <param name="Port">HTTP port of the first API; the others follow on it.</param>
internal sealed record ClusterOptions(ClusterCommand? Command, int Silos, int Apis, int Port, string Data, bool Demo)
{
    private static readonly string[] OfStart = ["--silos", "--apis", "--port", "--no-demo"];

    public static bool TryParse(ReadOnlySpan<string> args, out ClusterOptions options, out string error)
    {
        options = new ClusterOptions(null, 3, 2, 8080, ".data", true);
        error = "";
        if (args is [var word, ..] && !word.StartsWith('-'))
        {
            if (!ClusterCommand.TryParse(args, out var command, out var used))
                return Fail($"{string.Join(' ', args)} is no command; there are status, add-silo, stop-silo N and start-silo N.", out error);
            options = options with { Command = command };
            args = args[used..];
        }

        for (var i = 0; i < args.Length; i++)
        {
            if (options.Command is not null && OfStart.Contains(args[i])) return Fail($"{args[i]} is for the start of a cluster.", out error);
            if (args[i] == "--no-demo")
            {
                options = options with { Demo = false };
                continue;
            }

            if (i + 1 == args.Length) return Fail($"{args[i]} needs a value.", out error);
            var value = args[i + 1];
            switch (args[i++])
            {
                case "--silos" when IsNumber(value, 1, 16, out var silos):
                    options = options with { Silos = silos };
                    break;
                case "--apis" when IsNumber(value, 1, 16, out var apis):
                    options = options with { Apis = apis };
                    break;
                case "--port" when IsNumber(value, 1, 65_535 - ClusterPorts.Room, out var port):
                    options = options with { Port = port };
                    break;
                case "--data" when value.Length > 0:
                    options = options with { Data = value };
                    break;
                default:
                    return Fail($"{args[i - 1]} {value} is not understood.", out error);
            }
        }

        return true;
    }

    private static bool IsNumber(string text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;

    private static bool Fail(string why, out string error)
    {
        error = why;
        return false;
    }
}
