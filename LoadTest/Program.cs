using System.Runtime.InteropServices;
using Marquee.LoadTest;
using Marquee.LoadTest.Capacity;
using Marquee.LoadTest.Clusters;
using Marquee.LoadTest.Comparison;
using Marquee.LoadTest.Events;
using Marquee.LoadTest.Faults;
using Marquee.LoadTest.Overload;
using Marquee.LoadTest.Peers;
using Marquee.LoadTest.Runs;
using Marquee.LoadTest.Scale;
using Marquee.LoadTest.Search;
using Marquee.LoadTest.SignIn;
using Marquee.LoadTest.Streams;
using Marquee.Silo.Postgres.Private;

const string Usage = """
    Usage: LoadTest COMMAND [options]

      cluster   Runs PostgreSQL, the payment sandbox, silos and APIs as processes of this machine until Ctrl-C; ./cluster does the same.
                [--silos N] [--apis N] [--port N] [--data FOLDER] [--no-demo]
                And, beside a running one: status, add-silo, stop-silo N, start-silo N [--data FOLDER]

      run       Puts load on a system, checks its books afterwards, and writes a report; exit code 1 where something is wrong.
                Visitors of a cluster that it starts itself, or of one that runs (then as an admin, to prepare shows and customers):
                [--silos N] [--apis N] [--change SECOND:add,SECOND:stop]
                [--url URL,URL --email ADMIN --password PASSWORD [--database CONNECTION-STRING]]
                [--rate JOURNEYS-PER-SECOND | --concurrency N] [--seconds N] [--generators PROCESSES]
                [--mix browse=60,book=30,abandon=5,decline=2,cancel=3] [--pay wallet=50,card=30,upi=20]
                [--zipf EXPONENT] [--rush] [--shows N] [--customers N] [--settle SECONDS] [--out FOLDER]

      streams   Opens streams of seats on one API process of a cluster that it starts, books meanwhile, and checks that each was told everything.
                [--streams N] [--shows N] [--rate BOOKINGS-PER-SECOND] [--seconds N]

      capacity  Computes what numbers of users need, from what each operation costs, and what is full first.
                With --measure it measures these costs, and whether they add up, on clusters of one, two and three silos.
                [--users N,N] [--assume FILE.json] | --measure [--count OPERATIONS]

      idle      Times holds and whole bookings, one after the other, on a system that has nothing else to do.
                By default against ./run with its demo.
                [--url URL] [--email ADMIN] [--password PASSWORD] [--count N]

      peers     Measures Marquee beside what is built in its place. Starts everything itself.
                [--rounds N] [--seconds N] [--customers N] [--sides marquee,postgres,redis,limits] [--work PART-OF-NAME]

      overload  Has far more customers come than can be served, and everybody want one show. Starts everything itself.
                [--rounds N] [--seconds N] [--times N] [--rush CUSTOMERS-PER-SECOND]

      scale     Measures whether size costs: many shows, many bookings, shows in memory and asleep. Starts everything itself.
                With --data what was created stays for later runs of the other parts.
                [--part create,bookings,memory,sleeping] [--data FOLDER] [--shows N] [--bookings N] [--rounds N] [--count N] [--rest SECONDS]

      faults    Does to a cluster under load what happens to systems - silos killed and hung, a database gone, a provider that misbehaves - and
                checks every invariant afterwards, from what clients were told and what is on disk. Starts everything itself.
                [--scenario NAME[,NAME]] [--seed N] [--repeat N] [--customers N] [--logs FOLDER] [--old FOLDER] [--list]

      relay     Measures how fast events go from the outbox into the read models, and what that costs. Starts everything itself.
                [--rounds N] [--bookings N]

      sign-in   Compares how long refused sign-ins take with an e-mail address that exists and one that does not.
                Start the product with Accounts__MostFailuresOfNetwork=100000, or it throttles them.
                [--url URL] [--count N]

      search    Asks judged queries of the search and of plain ones, and measures suggestions. Starts everything itself.

      serve     One of the peers alone: postgres, redis or bare.
                --port N [--database CONNECTION-STRING] [--redis HOST:PORT] [--bytes N]
    """;

// Where nothing has to be stopped in order, what was started ends with this process.
using var interrupt = args is ["cluster" or "run" or "streams", ..] ? null : PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Environment.Exit(130));
try
{
    switch (args)
    {
        case ["cluster", .. var rest]:
            return ClusterOptions.TryParse(rest, out var cluster, out var error) ? await RunningCluster.RunAsync(cluster, Console.Out) : Refuse(error);
        case ["run", .. var rest]:
            return RunWords.TryParse(rest, out var run, out error) ? await LoadRun.RunAsync(run, Console.Out) : Refuse(error);
        // One of the processes of a run, which tells it what to do.
        case ["generate"]:
            await Generator.RunAsync(Console.In, Console.Out);
            return 0;
        case ["streams", .. var rest]:
            return StreamOptions.TryParse(rest, out var streams, out error) ? await StreamRun.RunAsync(streams, Console.Out) : Refuse(error);
        case ["idle", .. var rest]:
            if (!IdleOptions.TryParse(rest, out var idle, out error)) return Refuse(error);
            await Idle.RunAsync(idle, Console.Out);
            return 0;
        case ["peers", .. var rest]:
            return PeersOptions.TryParse(rest, out var peers, out error) ? await Comparing.RunAsync(peers, Console.Out) : Refuse(error);
        case ["capacity", .. var rest]:
            if (!CapacityOptions.TryParse(rest, out var capacity, out error)) return Refuse(error);
            if (capacity.Measure) await new CapacityMeasurement(capacity.Count, Console.Out).RunAsync();
            else await CapacityTable.WriteAsync(new CapacityModel(capacity.Assumptions.Behaviour, capacity.Assumptions.Costs, capacity.Assumptions.Machines), capacity.Users, Console.Out);
            return 0;
        case ["overload", .. var rest]:
            return OverloadOptions.TryParse(rest, out var overload, out error) ? await Overloading.RunAsync(overload, Console.Out) : Refuse(error);
        case ["scale", .. var rest]:
            return ScaleOptions.TryParse(rest, out var scale, out error) ? await Scaling.RunAsync(scale, Console.Out) : Refuse(error);
        case ["faults", .. var rest]:
            return FaultsOptions.TryParse(rest, out var faults, out error) ? await Faulting.RunAsync(faults, Console.Out) : Refuse(error);
        case ["relay", .. var rest]:
            return RelayOptions.TryParse(rest, out var relay, out error) ? await Relaying.RunAsync(relay, Console.Out) : Refuse(error);
        case ["sign-in", .. var rest]:
            if (!SignInOptions.TryParse(rest, out var signIn, out error)) return Refuse(error);
            using (var timing = new SignInTiming(signIn, Console.Out)) await timing.RunAsync();
            return 0;
        case ["search"]:
            await SearchMeasurement.RunAsync(Console.Out);
            return 0;
        case ["serve", .. var rest]:
            if (!ServeOptions.TryParse(rest, out var serve, out error)) return Refuse(error);
            await Serve.RunAsync(serve, Console.Out);
            return 0;
        default:
            Console.WriteLine(Usage);
            return args is ["--help"] or ["-h"] ? 0 : 1;
    }
}
catch (Exception failure) when (failure is PostgresUnavailableException or ClusterException)
{
    return Refuse(failure.Message);
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
