namespace Marquee.LoadTest.Capacity;

/// <summary>What a number of users needs.</summary>
/// <param name="HoldsPerSecond">Of which <paramref name="BookingsPerSecond"/> are paid.</param>
/// <param name="ToldPerSecond">Changes of seats, once for each stream that is told.</param>
/// <param name="Databases">Servers that the rows are spread over, standbys not counted.</param>
/// <param name="LogBytesPerDay">Of all databases.</param>
internal sealed record Plant(
    double Users, double PagesPerSecond, double SeatMapsPerSecond, double HoldsPerSecond, double BookingsPerSecond, double EventsPerSecond, double Streams,
    double ToldPerSecond, double Shows, double ApiCores, double SiloCores, double DatabaseCores, int Apis, int ApiMachines, int Silos, int Databases,
    int Partitions, double LogBytesPerSecond, double LogBytesPerDay);

/// <summary>The users with whom one of a kind is full, so that there must be a second.</summary>
internal sealed record Limit(string What, double Users);
