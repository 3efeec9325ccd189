namespace Marquee.Shows.Domain;

/// <summary>Which seats of a plan are off sale.</summary>
internal sealed class BlockedSeats(int seats)
{
    private readonly bool[] _blocked = new bool[seats];

    public int Count { get; private set; }

    public bool Contains(int seat) => _blocked[seat];

    /// <summary>A seat that is there already, or is not, changes nothing.</summary>
    public void Set(int seat, bool blocked)
    {
        if (_blocked[seat] == blocked) return;
        _blocked[seat] = blocked;
        Count += blocked ? 1 : -1;
    }
}
