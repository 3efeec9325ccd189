namespace Marquee.LoadTest.Capacity;

/// <summary>What the machines can do that are counted, and how far they are used: the rest is for the next rush and for one that is lost.</summary>
internal sealed record Machines
{
    public double Used { get; init; } = 0.6;

    /// <summary>Processors of a machine that runs an API or a silo, as fast as those that were measured on.</summary>
    public double Cores { get; init; } = 16;

    public double MemoryBytes { get; init; } = 64e9;

    /// <summary>Processors of a PostgreSQL server.</summary>
    public double DatabaseCores { get; init; } = 32;

    /// <summary>Bytes of log that a PostgreSQL server writes, and sends to its standby, in a second.</summary>
    public double LogBytesPerSecond { get; init; } = 200e6;

    /// <summary>Events that the relay of one database moves in a second.</summary>
    public double RelayedPerSecond { get; init; } = 30_000;

    /// <summary>Events that one partition of the log takes in a second.</summary>
    public double EventsPerPartition { get; init; } = 5_000;

    /// <summary>Streams that one API process keeps open: <c>LiveSeats:MostStreams</c>.</summary>
    public double StreamsPerApi { get; init; } = 8_000;

    /// <summary>For so long an API process keeps a seat map after the last look at it: <c>LiveSeats:KeepFor</c>.</summary>
    public double MapKeptSeconds { get; init; } = 60;

    /// <summary>API processes on a machine; a stream costs no processor while nothing changes.</summary>
    public double ApisPerMachine { get; init; } = 8;
}
