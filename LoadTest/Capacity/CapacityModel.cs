namespace Marquee.LoadTest.Capacity;

/// <summary>
/// What users need, from what they do and what each of it costs. Everything in it is a multiplication: what it leaves out is that costs
/// change with load. Full batches are cheaper, calls between silos dearer; docs/capacity.md says by how much it was off.
/// </summary>
internal sealed class CapacityModel(Behaviour behaviour, Costs costs, Machines machines)
{
    /// <summary>A booking raises four where it is paid from the wallet: two of its own, the payment's, the wallet's. A hold that ends raises two.</summary>
    private const double EventsOfBooking = 4;
    private const double EventsOfHold = 2;

    /// <summary>Seats become held, and then sold or free again.</summary>
    private const double ChangesOfHold = 2;

    public Plant For(double users)
    {
        var pages = users * behaviour.PagesPerMinute / 60;
        var maps = users * behaviour.SeatMapsPerMinute / 60;
        var holds = users * behaviour.HoldsPerMinute / 60;
        var bookings = holds * behaviour.Paid;
        var shows = Math.Max(1, users * behaviour.ShowsPerUser);
        var streams = users * behaviour.Watching;
        var told = holds * ChangesOfHold * Math.Min(streams, streams / shows * behaviour.Crowding);
        var events = (bookings * EventsOfBooking) + ((holds - bookings) * EventsOfHold);
        var spent = (costs.Page * pages) + (costs.SeatMap * maps) + (costs.Hold * (holds - bookings)) + (costs.Booking * bookings) + (costs.Told * told);
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

    /// <summary>What is full first as users grow in number, the first of them first.</summary>
    public IReadOnlyList<Limit> Limits()
    {
        // All of it grows with the users alone, so what one of them needs says where one of each is full.
        const double Some = 1_000_000;
        var plant = For(Some);
        List<Limit> limits =
        [
            new("the streams of one API process", machines.StreamsPerApi / plant.Streams * Some),
            new("the processors of one API machine", machines.Cores / plant.ApiCores * Some),
            new("the processors of one silo machine", machines.Cores / plant.SiloCores * Some),
            new("the memory of one silo machine", machines.MemoryBytes * machines.Used / (plant.Shows * costs.ShowBytes) * Some),
            new("the processors of one database", machines.DatabaseCores / plant.DatabaseCores * Some),
            new("the log of one database", machines.LogBytesPerSecond * machines.Used / plant.LogBytesPerSecond * Some),
            new("the relay of one database", machines.RelayedPerSecond * machines.Used / plant.EventsPerSecond * Some),
            new("one partition of the event log", machines.EventsPerPartition * machines.Used / plant.EventsPerSecond * Some),
        ];
        return [.. limits.OrderBy(limit => limit.Users)];
    }

    private static int Whole(double needed) => Math.Max(1, (int)Math.Ceiling(needed));
}
