using System.ComponentModel;
using System.Diagnostics;

namespace Marquee.LoadTest.Peers;

/// <summary>A program of the database's own that measures it, run to its end.</summary>
internal static class Tool
{
    /// <summary>What it wrote to the output.</summary>
    /// <param name="package">What has it, for who does not.</param>
    /// <exception cref="InvalidOperationException">It is not there or it failed; the message holds what it said.</exception>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, string package, params (string Name, string Value)[] environment)
    {
        using var process = Start(program, arguments, package, environment);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode == 0) return output;
        throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
    }

    private static Process Start(string program, IEnumerable<string> arguments, string package, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException($"There is no {program} on this machine: apt-get install {package}.", missing);
        }
    }
}
