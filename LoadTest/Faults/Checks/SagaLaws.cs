using Marquee.LoadTest.Faults.Stories;

namespace Marquee.LoadTest.Faults.Checks;

/// <summary>How bookings went on, by the audit log, and that they ended.</summary>
internal static class SagaLaws
{
    private const string Start = "";
    private static readonly string[] Kinds = ["created", "paying", "pending", "confirmed", "expired", "failed", "canceling", "refunded", "canceled"];

    // What may follow what. Repeats of a step that saves anew, such as another payment, are steps of their own.
    private static readonly Dictionary<string, string[]> Next = new()
    {
        [Start] = ["created"],
        ["created"] = ["paying", "pending", "confirmed", "expired", "failed"],
        ["paying"] = ["paying", "pending", "confirmed", "expired", "failed"],
        ["pending"] = ["paying", "confirmed", "expired", "failed"],
        ["confirmed"] = ["canceling"],
        ["failed"] = ["refunded"],
        ["canceling"] = ["refunded", "canceled"],
        ["refunded"] = ["canceled"],
        ["expired"] = [],
        ["canceled"] = [],
    };

    public static IEnumerable<Breach> StepsAreLegal(Evidence evidence)
    {
        var steps = evidence.Books.Audit
            .Where(line => line.Kind.StartsWith("booking-", StringComparison.Ordinal) && line.Subject.StartsWith("bkg_", StringComparison.Ordinal))
            .GroupBy(line => line.Subject).ToDictionary(lines => lines.Key, lines => lines.Select(line => line.Kind["booking-".Length..]).Where(Kinds.Contains).ToList());
        foreach (var booking in evidence.Books.Bookings.Values)
        {
            if (!steps.TryGetValue(booking.Id, out var taken)) yield return new Breach("I9", $"The audit log knows nothing of {booking.Id}.");
            else if (Illegal(taken) is { } illegal) yield return new Breach("I9", $"{booking.Id} went {illegal}: {string.Join(", ", taken)}.");
            else if (!taken.Contains(booking.Status)) yield return new Breach("I9", $"{booking.Id} is {booking.Status}; the audit log has {string.Join(", ", taken)}.");
        }
    }

    public static IEnumerable<Breach> EverythingEnds(Evidence evidence)
    {
        foreach (var what in evidence.Books.Unfinished) yield return new Breach("I10", what);
        if (evidence.Books.DeadLetters > 0) yield return new Breach("I10", $"There are {evidence.Books.DeadLetters} dead letters.");
        foreach (var booking in evidence.Books.Bookings.Values.Where(booking => booking.Status is "pending" or "paying" or "canceling"))
            yield return new Breach("I10", $"{booking.Id} is still {booking.Status}.");
    }

    public static IEnumerable<Breach> CustomersAreTold(Evidence evidence)
    {
        var told = evidence.Books.Messages.Where(message => message.Kind == "booking-confirmed").ToLookup(message => message.Booking);
        foreach (var booking in evidence.Books.Bookings.Values.Where(booking => booking.Status == "confirmed"))
        {
            var messages = told[booking.Id].ToList();
            if (!messages.Any(message => message.Status is "sent" or "skipped"))
                yield return new Breach("I6", $"The customer of {booking.Id} was not told that it is confirmed: {(messages.Count == 0 ? "no message" : string.Join(", ", messages.Select(message => message.Status)))}.");
            if (messages.Select(message => message.Event).Distinct().Count() > 1 || messages.Count(message => message.Status == "sent") > 1)
                yield return new Breach("I6", $"The customer of {booking.Id} was told twice that it is confirmed.");
        }
    }

    private static string? Illegal(IEnumerable<string> taken)
    {
        var now = Start;
        foreach (var step in taken)
        {
            if (!Next[now].Contains(step)) return $"from {(now == Start ? "nothing" : now)} to {step}";
            now = step;
        }

        return null;
    }
}
