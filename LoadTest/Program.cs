using Marquee.LoadTest;
using Marquee.LoadTest.Peers;

const string Usage = """
    Usage: LoadTest idle [--url URL] [--email ADMIN] [--password PASSWORD] [--count N]

      idle   Times holds and whole bookings, one after the other, on a system that has nothing else to do.
             By default against ./run with its demo.
    """;

if (args is ["serve", .. var peer])
{
    if (!ServeOptions.TryParse(peer, out var serve, out var unclear))
    {
        Console.Error.WriteLine(unclear);
        return 1;
    }

    await Serve.RunAsync(serve, Console.Out);
    return 0;
}

if (args is not ["idle", ..])
{
    Console.WriteLine(Usage);
    return args is ["--help"] or ["-h"] ? 0 : 1;
}

if (!IdleOptions.TryParse(args.AsSpan(1), out var options, out var error))
{
    Console.Error.WriteLine(error);
    return 1;
}

try
{
    await Idle.RunAsync(options, Console.Out);
    return 0;
}
catch (HttpRequestException failure)
{
    Console.Error.WriteLine($"{options.Url} does not answer as it should: {failure.Message}");
    return 1;
}
