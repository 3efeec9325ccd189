using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Marquee.Theaters.Domain;

/// <summary>
/// Every plan that somebody uses, once for each layout: the shows of a screen, and of all screens that are laid out alike, share theirs. Read,
/// a plan is many times larger than all else that a show keeps in memory.
/// </summary>
internal static class SeatPlans
{
    private const int FewestToSweep = 256;

    // Weak: a plan goes with the last show that is in memory.
    private static readonly ConcurrentDictionary<Key, WeakReference<SeatPlan>> Known = new();
    private static int _sweepAt = FewestToSweep;

    /// <summary>Reads a layout that has not been read yet. Null where it is not valid, and then at least one error says why.</summary>
    public static SeatPlan? Of(ScreenLayout layout, out ImmutableArray<string> errors)
    {
        var key = new Key(layout);
        errors = [];
        if (Known.TryGetValue(key, out var known) && known.TryGetTarget(out var plan)) return plan;
        if (SeatPlan.Parse(layout, out errors) is not { } read) return null;
        // Two who read it at once have two plans of it, which are as good as one.
        Known[key] = new WeakReference<SeatPlan>(read);
        if (Known.Count > Volatile.Read(ref _sweepAt)) Sweep();
        return read;
    }

    /// <summary>Forgets layouts whose plan is gone; again once there are twice as many as are left.</summary>
    private static void Sweep()
    {
        foreach (var entry in Known)
            if (!entry.Value.TryGetTarget(out _)) Known.TryRemove(entry);
        Volatile.Write(ref _sweepAt, Math.Max(FewestToSweep, 2 * Known.Count));
    }

    /// <summary>A layout by what is written in it. Whether two are the same is decided by all of it, whatever the hash says.</summary>
    private readonly struct Key(ScreenLayout layout) : IEquatable<Key>
    {
        private readonly ScreenLayout _layout = layout;
        private readonly int _hash = HashOf(layout);

        public bool Equals(Key other) => _hash == other._hash && LayoutEquality.Same(_layout, other._layout);

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode() => _hash;

        private static int HashOf(ScreenLayout layout)
        {
            var hash = new HashCode();
            foreach (var row in layout.Rows)
            {
                hash.Add(row.Label);
                hash.Add(row.Seats);
                hash.Add(row.Category);
            }

            return hash.ToHashCode();
        }
    }
}
