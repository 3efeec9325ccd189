using Microsoft.Extensions.Options;

namespace Marquee.Shows;

/// <summary>
/// Counts the holds that wait for their shows' next writes, of all shows that live in this silo. Each show has a bound of its own; this one
/// keeps many rushes at once, or a database that has become slow, from filling the silo with calls that nobody waits for any more.
/// </summary>
internal sealed class WaitingHolds(IOptions<ShowOptions> options)
{
    private int _waiting;

    /// <summary>False where there is no room: the caller is to be sent away. Who got in leaves again with <see cref="Leave"/>.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _waiting) <= options.Value.MostWaitingInSilo) return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _waiting);
}
