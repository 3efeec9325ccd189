using Marquee.LoadTest.Faults.Stories;

namespace Marquee.LoadTest.Faults.Checks;

/// <summary>Where the money went, by our ledger, by the provider's journal and by the wallets.</summary>
internal static class MoneyLaws
{
    private const string Clearing = "provider:clearing";
    private const string TopUps = "top-ups";

    public static IEnumerable<Breach> CapturedIsKeptOrReturned(Evidence evidence)
    {
        var confirmed = evidence.Books.Bookings.Values.Where(booking => booking.Payment is not null).ToDictionary(booking => booking.Payment!);
        var toppedUp = evidence.Books.Ledger.Where(line => line.Account == TopUps).Select(line => line.Operation).ToHashSet();
        foreach (var charge in evidence.Books.Charges.Where(charge => charge.Refunded < charge.Amount && !toppedUp.Contains(charge.Operation)))
        {
            if (!confirmed.TryGetValue(charge.Operation, out var booking) || booking.Status is not ("confirmed" or "canceled"))
                yield return new Breach("I2", $"{charge.Operation} was captured, and neither a confirmed booking nor a full refund came of it.");
            else if (booking.Status == "confirmed" && charge.Refunded > 0)
                yield return new Breach("I2", $"{charge.Operation} was partly refunded and {booking.Id} has all of its seats.");
        }
    }

    public static IEnumerable<Breach> JournalIsLedger(Evidence evidence)
    {
        var ours = evidence.Books.Ledger.Where(line => line.Account == Clearing)
            .GroupBy(line => line.Operation).ToDictionary(lines => lines.Key, lines => lines.Sum(line => line.Amount));
        var theirs = evidence.Books.Charges.Select(charge => (charge.Operation, charge.Amount))
            .Concat(evidence.Books.Refunds.Select(refund => (Operation: refund.Refund, Amount: -refund.Amount)))
            .ToDictionary(entry => entry.Operation, entry => entry.Amount);
        return ours.Keys.Union(theirs.Keys)
            .Where(operation => ours.GetValueOrDefault(operation) != theirs.GetValueOrDefault(operation))
            .Select(operation => new Breach("I3", $"{operation} is {theirs.GetValueOrDefault(operation)} at the provider and {ours.GetValueOrDefault(operation)} in the ledger."));
    }

    public static IEnumerable<Breach> LedgerAddsUp(Evidence evidence) => evidence.Books.Ledger
        .GroupBy(line => (line.Event, line.Currency))
        .Where(lines => lines.Sum(line => line.Amount) != 0)
        .Select(lines => new Breach("I5", $"The lines of event {lines.Key.Event} do not add up to zero."));

    /// <summary>A wallet is what we owe its customer, so its account stands at minus what it holds.</summary>
    public static IEnumerable<Breach> WalletsAreCovered(Evidence evidence)
    {
        var owed = evidence.Books.Ledger.Where(line => line.Account.StartsWith("wallet:", StringComparison.Ordinal))
            .GroupBy(line => line.Account["wallet:".Length..]).ToDictionary(lines => lines.Key, lines => -lines.Sum(line => line.Amount));
        foreach (var (customer, balance) in owed.Where(wallet => wallet.Value < 0))
            yield return new Breach("I5", $"The wallet of {customer} is at {balance}.");
        foreach (var (customer, balance) in evidence.Books.Wallets.Where(wallet => wallet.Value != owed.GetValueOrDefault(wallet.Key)))
            yield return new Breach("I5", $"The wallet of {customer} says {balance} and the ledger {owed.GetValueOrDefault(customer)}.");
    }

    /// <summary>A confirmed booking brought its price, a canceled one its price less what went back, every other one nothing.</summary>
    public static IEnumerable<Breach> BookingsAreWorthTheirPrice(Evidence evidence)
    {
        var brought = evidence.Books.Ledger.Where(line => line.Account == "sales")
            .GroupBy(line => line.Reference).ToDictionary(lines => lines.Key, lines => -lines.Sum(line => line.Amount));
        var stories = evidence.Stories.ToDictionary(story => story.Booking);
        foreach (var booking in evidence.Books.Bookings.Values)
        {
            var story = stories.GetValueOrDefault(booking.Id);
            // A wallet's refund is booked under its payment, everything else under the booking.
            var kept = References(booking, story).Sum(reference => brought.GetValueOrDefault(reference));
            var due = booking.Status switch { "confirmed" => booking.Total, "canceled" when story?.Canceled is { } told => story.Held!.Amount - told.Amount, "canceled" => kept, _ => 0 };
            if (kept != due) yield return new Breach("I2", $"{booking.Id} is {booking.Status} and brought {kept}, not {due}.");
        }
    }

    private static HashSet<string> References(BookedRow booking, Story? story) =>
        [booking.Id, .. story?.Payments ?? [], .. booking.Payment is { } payment ? new[] { payment } : []];
}
