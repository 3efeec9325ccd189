using System.Runtime.InteropServices;
using Marquee.LoadTest;
using Marquee.LoadTest.Comparison;
using Marquee.LoadTest.Peers;

const string Usage = """
    Usage: LoadTest COMMAND [options]

      idle   Times holds and whole bookings, one after the other, on a system that has nothing else to do.
             By default against ./run with its demo.
             [--url URL] [--email ADMIN] [--password PASSWORD] [--count N]

      peers  Measures Marquee beside what is built in its place. Starts everything itself.
             [--rounds N] [--seconds N] [--customers N] [--sides marquee,postgres,redis,limits] [--work PART-OF-NAME]

      serve  One of the peers alone: postgres, redis or bare.
             --port N [--database CONNECTION-STRING] [--redis HOST:PORT] [--bytes N]
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
            return PeersOptions.TryParse(rest, out var peers, out error) ? await Comparing.RunAsync(peers, Console.Out) : Refuse(error);
        case ["serve", .. var rest]:
            if (!ServeOptions.TryParse(rest, out var serve, out error)) return Refuse(error);
            await Serve.RunAsync(serve, Console.Out);
            return 0;
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
