using System.Runtime.InteropServices;
using Marquee.LoadTest;
using Marquee.LoadTest.Comparison;

const string Usage = """
    Usage: LoadTest COMMAND [options]

      idle   Times holds and whole bookings, one after the other, on a system that has nothing else to do.
             By default against ./run with its demo.
             [--url URL] [--email ADMIN] [--password PASSWORD] [--count N]

      peers  Measures Marquee beside what is built in its place. Starts everything itself.
             [--rounds N] [--seconds N] [--customers N] [--sides marquee,postgres,redis,limits] [--work PART-OF-NAME]
    """;

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Environment.Exit(130));
try
{
    switch (args)
    {
        case ["idle", .. var rest]:
            if (!IdleOptions.TryParse(rest, out var idle, out var error)) return Refuse(error);
            await Idle.RunAsync(idle, Console.Out);
            return 0;
        case ["peers", .. var rest]:
            return PeersOptions.TryParse(rest, out var peers, out error) ? await Peers.RunAsync(peers, Console.Out) : Refuse(error);
        default:
            Console.WriteLine(Usage);
            return args is ["--help"] or ["-h"] ? 0 : 1;
    }
}
catch (HttpRequestException failure)
{
    return Refuse($"The system does not answer as it should: {failure.Message}");
}

static int Refuse(string why)
{
    Console.Error.WriteLine(why);
    return 1;
}
