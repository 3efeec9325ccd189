namespace Marquee.LoadTest.Capacity;

/// <summary>
/// What users need, from what they do and what each of it costs. It leaves out that full batches are cheaper; docs/capacity.md says by how
/// much it was off.
/// </summary>
internal sealed class CapacityModel(Behaviour behaviour, Costs costs, Machines machines)
{
    /// <summary>More machines make more of the calls go to other machines, which needs more machines; it ends soon.</summary>
    private const int MostRounds = 50;

    /// <summary>A booking raises four where it is paid from the wallet: two of its own, the payment's, the wallet's. A hold that ends raises two.</summary>
    private const double EventsOfBooking = 4;
    private const double EventsOfHold = 2;

    /// <summary>Seats become held, and then sold or free again.</summary>
    private const double ChangesOfHold = 2;

    public Plant For(double users)
    {
        var plant = For(users, 1, 1);
        for (var round = 0; round < MostRounds; round++)
        {
            var next = For(users, plant.Apis, plant.Silos);
            if ((next.Apis, next.Silos) == (plant.Apis, plant.Silos)) return next;
            plant = next;
        }

        return plant;
    }

    /// <summary>What is full first as users grow in number, the first of them first.</summary>
    public IReadOnlyList<Limit> Limits()
    {
        List<Limit> limits =
        [
            Full("the streams of one API process", plant => plant.Streams / machines.StreamsPerApi),
            Full("the processors of one API machine", plant => plant.ApiCores / machines.Cores),
            Full("the processors of one silo machine", plant => plant.SiloCores / machines.Cores),
            Full("the memory of one silo machine", plant => plant.Shows * costs.ShowBytes / (machines.MemoryBytes * machines.Used)),
            Full("the processors of one database", plant => plant.DatabaseCores / machines.DatabaseCores),
            Full("the log of one database", plant => plant.LogBytesPerSecond / (machines.LogBytesPerSecond * machines.Used)),
            Full("the relay of one database", plant => plant.EventsPerSecond / (machines.RelayedPerSecond * machines.Used)),
            Full("one partition of the event log", plant => plant.EventsPerSecond / (machines.EventsPerPartition * machines.Used)),
        ];
        return [.. limits.OrderBy(limit => limit.Users)];
    }

    private Plant For(double users, int apisNow, int silosNow)
    {
        var pages = users * behaviour.PagesPerMinute / 60;
        var maps = users * behaviour.SeatMapsPerMinute / 60;
        var holds = users * behaviour.HoldsPerMinute / 60;
        var bookings = holds * behaviour.Paid;
        var shows = Math.Max(1, users * behaviour.ShowsPerUser);
        var streams = users * behaviour.Watching;
        var changes = holds * ChangesOfHold;
        var told = changes * Math.Min(streams, streams / shows * behaviour.Crowding);
        var events = (bookings * EventsOfBooking) + ((holds - bookings) * EventsOfHold);
        // Whoever looks at the map of a show comes to any of the APIs, which keeps it for a while.
        var looking = ((maps * machines.MapKeptSeconds) + streams) / shows * behaviour.Crowding;
        var keeping = apisNow * (1 - Math.Exp(-looking / apisNow));
        var spent = (costs.Page.With(silosNow) * pages) + (costs.SeatMap.With(silosNow) * maps) + (costs.Hold.With(silosNow) * (holds - bookings))
            + (costs.Booking.With(silosNow) * bookings) + (costs.Change * (changes * keeping)) + (costs.Told * told);
        var (api, silo, database) = (spent.ApiMs / 1000 / machines.Used, spent.SiloMs / 1000 / machines.Used, spent.DatabaseMs / 1000 / machines.Used);
        var apiMachines = Whole(Math.Max(api / machines.Cores, streams * costs.StreamBytes / (machines.MemoryBytes * machines.Used)));
        var apis = Math.Max(apiMachines, Whole(streams / machines.StreamsPerApi));
        return new Plant(
            users, pages, maps, holds, bookings, events, streams, told, shows, api, silo, database,
            apis, Math.Max(apiMachines, Whole(apis / machines.ApisPerMachine)),
            Whole(Math.Max(silo / machines.Cores, shows * costs.ShowBytes / (machines.MemoryBytes * machines.Used))),
            Whole(Math.Max(database / machines.DatabaseCores, Math.Max(spent.LogBytes / (machines.LogBytesPerSecond * machines.Used), events / (machines.RelayedPerSecond * machines.Used)))),
            Whole(events / machines.EventsPerPartition / machines.Used), spent.LogBytes, spent.LogBytes * 3600 * behaviour.BusyHours);
    }

    /// <summary>With how many users the first of its kind is full; more users never need less.</summary>
    private Limit Full(string what, Func<Plant, double> used)
    {
        var (fits, not) = (1.0, 1e12);
        for (var step = 0; step < 200 && not - fits > 1e-3; step++)
        {
            var middle = Math.Sqrt(fits * not);
            if (used(For(middle)) <= 1) fits = middle;
            else not = middle;
        }

        return new Limit(what, fits);
    }

    private static int Whole(double needed) => Math.Max(1, (int)Math.Ceiling(needed));
}
