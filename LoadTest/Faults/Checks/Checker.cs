namespace Marquee.LoadTest.Faults.Checks;

/// <summary>Every invariant, looked at from outside: what clients were told beside what is on disk.</summary>
internal static class Checker
{
    private static readonly Func<Evidence, IEnumerable<Breach>>[] Laws =
    [
        SeatLaws.OneHolderAtATime, SeatLaws.OneBuyer, SeatLaws.MapIsWhatWasSold,
        MoneyLaws.CapturedIsKeptOrReturned, MoneyLaws.JournalIsLedger, MoneyLaws.LedgerAddsUp, MoneyLaws.WalletsAreCovered, MoneyLaws.BookingsAreWorthTheirPrice,
        AnswerLaws.WhatWasAnsweredSurvives, AnswerLaws.RefusalsHadNoEffect, AnswerLaws.RefusalsHadAReason, AnswerLaws.RepeatsAgree,
        SagaLaws.StepsAreLegal, SagaLaws.EverythingEnds, SagaLaws.CustomersAreTold,
    ];

    public static IReadOnlyList<Breach> Check(Evidence evidence) => [.. Laws.SelectMany(law => law(evidence))];
}
