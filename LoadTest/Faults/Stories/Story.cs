using Marquee.Payments;

namespace Marquee.LoadTest.Faults.Stories;

/// <summary>All that a client asked about one booking and was told. Written by one client alone, read when it has ended.</summary>
/// <param name="booking">Its id, which the client can derive before anything is answered.</param>
internal sealed class Story(string show, string customer, string booking)
{
    private readonly List<Call> _calls = [];

    public string Show => show;

    public string Customer => customer;

    public string Booking => booking;

    public IReadOnlyList<Call> Calls
    {
        get => _calls;
        init => _calls = [.. value];
    }

    /// <summary>The first answer that the seats are held.</summary>
    public Call? Held => First(Step.Hold, Outcome.Done);

    public Call? Confirmed => First(Step.Pay, Outcome.Done);

    public Call? Canceled => First(Step.Cancel, Outcome.Done);

    public Call? GivenUp => First(Step.GiveUp, Outcome.Done);

    public IReadOnlyList<string> Seats => Held?.Seats ?? [];

    public bool Asked(Step step) => _calls.Any(call => call.Step == step);

    /// <summary>True where every request for the seats was answered, with a refusal.</summary>
    public bool WasRefused => Asked(Step.Hold) && _calls.Where(call => call.Step == Step.Hold).All(call => call.Outcome == Outcome.Refused);

    /// <summary>Ids of the payments that were asked for.</summary>
    public IEnumerable<string> Payments => _calls.Where(call => call.Step == Step.Pay).Select(call => PaymentOf(call.Key)).Distinct();

    public string PaymentOf(string key) => Ids.Derive<PaymentId>(booking, key).ToString();

    public void Add(Call call) => _calls.Add(call);

    public Call? FirstAsked(params ReadOnlySpan<Step> steps)
    {
        foreach (var call in _calls)
            if (steps.Contains(call.Step)) return call;
        return null;
    }

    private Call? First(Step step, Outcome outcome) => _calls.Find(call => call.Step == step && call.Outcome == outcome);
}
