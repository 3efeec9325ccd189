namespace Marquee.Tests.Simulation;

/// <summary>How often things go wrong while the storm lasts; afterwards nothing does.</summary>
/// <param name="LostMessages">Requests or answers that never arrive; who waits for them is told after the time allowed.</param>
/// <param name="FailedWrites">Writes that fail, half of them although they landed.</param>
/// <param name="Crashes">A silo dies in a second of the storm, with all that is active in it.</param>
/// <param name="Splits">A grain is activated a second time in a second of the storm, while the first goes on.</param>
/// <param name="SilentProvider">Answers of the provider that get lost.</param>
internal sealed record Weather(double LostMessages, double FailedWrites, double Crashes, double Splits, double SilentProvider)
{
    public static readonly Weather Calm = new(0, 0, 0, 0, 0);

    /// <summary>Every seed has its own: some only lose messages, some have everything at once.</summary>
    public static Weather Of(Random chance) => new(
        chance.NextDouble() < 0.6 ? 0.03 : 0,
        chance.NextDouble() < 0.6 ? 0.04 : 0,
        chance.NextDouble() < 0.6 ? 0.03 : 0,
        chance.NextDouble() < 0.4 ? 0.03 : 0,
        chance.NextDouble() < 0.6 ? 0.15 : 0);
}
