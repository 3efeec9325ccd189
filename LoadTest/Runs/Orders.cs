using Marquee.LoadTest.Journeys;

namespace Marquee.LoadTest.Runs;

/// <summary>What one generator is told before it begins: one line of JSON on its standard input.</summary>
/// <param name="Rate">Its share, in journeys a second; null where <paramref name="Concurrency"/> is given.</param>
/// <param name="History">File for what its clients are told.</param>
internal sealed record Orders(Stage Stage, double? Rate, int? Concurrency, int Seconds, string Mix, string Pay, double Zipf, bool Rush, string History, int Seed);

/// <summary>What a generator says, a line of JSON at a time.</summary>
/// <param name="Second">Which second the tally is of, from 0; the last is of all that ended after the run did. Null where it says that it is ready.</param>
internal sealed record Said(int? Second, Tally? Tally);
