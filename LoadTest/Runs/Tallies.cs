namespace Marquee.LoadTest.Runs;

/// <summary>Where a generator's journeys count, all at once, until somebody takes what there is.</summary>
internal sealed class Tallies
{
    private readonly Lock _gate = new();
    private Tally _current = new();

    public void Began()
    {
        lock (_gate) _current.Begun++;
    }

    public void Answered(string request, string answer, TimeSpan took)
    {
        lock (_gate)
        {
            Tally.Count(_current.Answers, answer);
            Tally.Of(_current.Requests, request).Add(took);
        }
    }

    public void Ended(string kind, string outcome, int seats, TimeSpan took)
    {
        lock (_gate)
        {
            Tally.Count(_current.Outcomes, $"{kind}: {outcome}");
            Tally.Of(_current.Journeys, kind).Add(took);
            _current.SeatsSold += seats;
        }
    }

    public Tally Take()
    {
        lock (_gate)
        {
            var taken = _current;
            _current = new Tally();
            return taken;
        }
    }
}
