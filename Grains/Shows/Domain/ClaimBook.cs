using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Marquee.Shows.Domain;

/// <summary>
/// The claims of one show, one for each booking. A hall that sells well is almost all settled, and what is asked about with every change must
/// not look at all of it each time: so the open claims can be had alone.
/// </summary>
internal sealed class ClaimBook : IReadOnlyCollection<Claim>
{
    private readonly Dictionary<BookingId, Claim> _claims = [];
    private readonly Dictionary<BookingId, Claim> _open = [];
    private readonly List<Claim> _settled = [];

    public int Count => _claims.Count;

    /// <summary>Those whose bookings have not said that they have saved their end.</summary>
    public IReadOnlyCollection<Claim> Open => _open.Values;

    /// <summary>The others: sales, in the order in which they became so.</summary>
    public IReadOnlyList<Claim> Settled => _settled;

    public int SettledSeats { get; private set; }

    /// <summary>Rises when one that was settled is changed or forgotten; until then <see cref="Settled"/> only grows.</summary>
    public int Resettled { get; private set; }

    public Claim? Find(BookingId booking) => _claims.GetValueOrDefault(booking);

    /// <summary>Puts the claim in the place of the one that its booking had.</summary>
    public void Keep(Claim claim)
    {
        if (_claims.TryGetValue(claim.Booking, out var before) && before.Acknowledged) Unsettle(before);
        _claims[claim.Booking] = claim;
        if (claim.Open)
        {
            _open[claim.Booking] = claim;
            return;
        }

        _open.Remove(claim.Booking);
        _settled.Add(claim);
        SettledSeats += claim.Seats.Length;
    }

    public bool Forget(BookingId booking, [NotNullWhen(true)] out Claim? claim)
    {
        if (!_claims.Remove(booking, out claim)) return false;
        if (!_open.Remove(booking)) Unsettle(claim);
        return true;
    }

    public IEnumerator<Claim> GetEnumerator() => _claims.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Unsettle(Claim claim)
    {
        _settled.Remove(claim);
        SettledSeats -= claim.Seats.Length;
        Resettled++;
    }
}
