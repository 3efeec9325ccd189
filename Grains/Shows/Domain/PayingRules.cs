namespace Marquee.Shows.Domain;

/// <summary>
/// What becomes of a claim whose booking begins to pay, and whose payment came to nothing. Decides on one claim and changes none; whoever has
/// the map puts <c>Next</c> in its place, which is null where it stays as it is.
/// </summary>
internal static class PayingRules
{
    /// <param name="ahead">True where the seats are sold on the strength of a payment that is made next; otherwise they wait for it.</param>
    public static (PayingResult Result, Claim? Next) Begin(Claim? claim, PaymentId payment, DateTimeOffset deadline, DateTimeOffset now, bool ahead)
    {
        if (claim is null || !claim.Keeps(now)) return (new PayingResult(PayingOutcome.HoldExpired, default), null);
        if (claim.Phase == ClaimPhase.Held)
        {
            var next = claim with { Phase = ahead ? ClaimPhase.Sold : ClaimPhase.Paying, Payment = payment, PayUntil = deadline };
            return (new PayingResult(ahead ? PayingOutcome.Sold : PayingOutcome.Paying, payment), next);
        }

        if (claim.Payment != payment) return (new PayingResult(PayingOutcome.OtherPayment, claim.Payment), null);
        return (new PayingResult(ahead && claim.Phase == ClaimPhase.Sold ? PayingOutcome.Sold : PayingOutcome.Paying, payment), null);
    }

    /// <summary>Puts the hold back on its clock, which may have run out.</summary>
    /// <param name="evenSold">True where the seats were sold before their money was to be taken.</param>
    public static (ResumeResult Result, Claim? Next) Resume(Claim? claim, PaymentId payment, DateTimeOffset now, bool evenSold)
    {
        if (claim is not { Phase: not ClaimPhase.Lapsed }) return (new ResumeResult(ResumeOutcome.Gone, default), null);
        if (claim.Phase != ClaimPhase.Held && claim.Payment != payment) return (new ResumeResult(ResumeOutcome.OtherPayment, default), null);
        // Sold on the strength of this very payment: whoever says that it failed is mistaken.
        if (claim.Phase == ClaimPhase.Sold && (!evenSold || claim.Acknowledged)) return (new ResumeResult(ResumeOutcome.OtherPayment, default), null);
        var next = claim.Phase == ClaimPhase.Held ? null : claim with { Phase = ClaimPhase.Held, Payment = default, PayUntil = default };
        return (new ResumeResult(claim.Until > now ? ResumeOutcome.Held : ResumeOutcome.Gone, claim.Until), next);
    }
}
