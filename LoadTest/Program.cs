using Marquee.LoadTest;
using Marquee.LoadTest.SignIn;

const string Usage = """
    Usage: LoadTest idle [--url URL] [--email ADMIN] [--password PASSWORD] [--count N]
           LoadTest sign-in [--url URL] [--count N]

      idle      Times holds and whole bookings, one after the other, on a system that has nothing else to do.
                By default against ./run with its demo.
      sign-in   Compares how long refused sign-ins take with an e-mail address that exists and one that does not.
                Start the product with Accounts__MostFailuresOfNetwork=100000, or it throttles them.
    """;

switch (args)
{
    case ["idle", ..]:
        return IdleOptions.TryParse(args.AsSpan(1), out var idle, out var idleError)
            ? await RunAsync(idle.Url, () => Idle.RunAsync(idle, Console.Out))
            : Fail(idleError);
    case ["sign-in", ..]:
        if (!SignInOptions.TryParse(args.AsSpan(1), out var signIn, out var signInError)) return Fail(signInError);
        using (var timing = new SignInTiming(signIn, Console.Out)) return await RunAsync(signIn.Url, timing.RunAsync);
    default:
        Console.WriteLine(Usage);
        return args is ["--help"] or ["-h"] ? 0 : 1;
}

static async Task<int> RunAsync(Uri url, Func<Task> run)
{
    try
    {
        await run();
        return 0;
    }
    catch (HttpRequestException failure)
    {
        return Fail($"{url} does not answer as it should: {failure.Message}");
    }
}

static int Fail(string why)
{
    Console.Error.WriteLine(why);
    return 1;
}
