using Marquee.LoadTest.Faults.Stories;

namespace Marquee.LoadTest.Faults.Checks;

/// <summary>What clients were told, and whether it was so and stayed so.</summary>
internal static class AnswerLaws
{
    public static IEnumerable<Breach> WhatWasAnsweredSurvives(Evidence evidence)
    {
        foreach (var story in evidence.Stories.Where(story => story.Held is not null))
        {
            if (!evidence.Books.Bookings.TryGetValue(story.Booking, out var booking))
                yield return new Breach("I8", $"{story.Booking} was made, its client was told so, and it is gone.");
            else if (MayBe(story) is var may && !may.Contains(booking.Status))
                yield return new Breach("I8", $"{story.Booking} is {booking.Status}; its client was told {string.Join(" or ", may)}.");
            else if (booking.Status == "confirmed" && !booking.Seats.Order().SequenceEqual(story.Seats.Order()))
                yield return new Breach("I8", $"{story.Booking} has {string.Join(", ", booking.Seats)}; its client was told {string.Join(", ", story.Seats)}.");
        }
    }

    public static IEnumerable<Breach> RefusalsHadNoEffect(Evidence evidence)
    {
        var charged = evidence.Books.Charges.ToDictionary(charge => charge.Operation);
        foreach (var story in evidence.Stories)
        {
            if (story.WasRefused && evidence.Books.Bookings.ContainsKey(story.Booking))
                yield return new Breach("I8", $"{story.Booking} was refused and is there.");
            foreach (var key in Declined(story))
                if (charged.TryGetValue(story.PaymentOf(key), out var charge) && charge.Refunded < charge.Amount)
                    yield return new Breach("I8", $"{story.PaymentOf(key)} of {story.Booking} was declined and its money is kept.");
        }
    }

    /// <summary>Seats that were refused because somebody has them must have been, or may have been, somebody's.</summary>
    public static IEnumerable<Breach> RefusalsHadAReason(Evidence evidence)
    {
        var possible = evidence.Stories
            .Where(story => Tenure.Possible(story) is not null)
            .SelectMany(story => (story.Seats.Count > 0 ? story.Seats : ["*"]).Select(seat => (story.Show, Seat: seat, story.Booking, Tenure: Tenure.Possible(story)!.Value)))
            .ToLookup(held => (held.Show, held.Seat));
        foreach (var story in evidence.Stories)
            foreach (var call in story.Calls.Where(call => call is { Step: Step.Hold, Outcome: Outcome.Refused, Code: "seats-unavailable" }))
                foreach (var seat in call.Seats ?? [])
                {
                    // Who never heard which seats they got may have got these.
                    var holders = possible[(story.Show, seat)].Concat(possible[(story.Show, "*")]).Where(holder => holder.Booking != story.Booking);
                    if (!holders.Any(holder => holder.Tenure.Meets(new Tenure(call.Asked, call.Answered))))
                        yield return new Breach("I8", $"Seat {seat} of {story.Show} was refused to {story.Booking} and nobody had it.");
                }
    }

    public static IEnumerable<Breach> RepeatsAgree(Evidence evidence) => evidence.Contradictions.Select(what => new Breach("I7", what));

    /// <summary>What a booking may be in the end, by what its client was told last.</summary>
    private static string[] MayBe(Story story)
    {
        if (story.Canceled is not null) return ["canceled"];
        if (story.Confirmed is not null) return story.Asked(Step.Cancel) ? ["confirmed", "canceled"] : ["confirmed"];
        if (story.GivenUp is not null) return ["expired"];
        return story.Asked(Step.Pay) ? ["expired", "confirmed", "failed"] : ["expired"];
    }

    private static IEnumerable<string> Declined(Story story) => story.Calls
        .Where(call => call is { Step: Step.Pay, Outcome: Outcome.Refused, Code: "payment-declined" }).Select(call => call.Key).Distinct();
}
