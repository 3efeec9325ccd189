namespace Marquee.LoadTest.Faults.Stories;

/// <summary>A time for which a booking has, or may have, its seats.</summary>
internal readonly record struct Tenure(TimeSpan From, TimeSpan To)
{
    public bool Meets(Tenure other) => From < other.To && other.From < To;

    /// <summary>
    /// When the booking had its seats whatever the order in which requests were carried out: from the answer that held them until the
    /// hold's time, counted from when it was first asked for, or until its end was asked for; and from the answer that confirmed it.
    /// </summary>
    public static IEnumerable<Tenure> Certain(Story story, TimeSpan holdTime)
    {
        var end = story.FirstAsked(Step.GiveUp, Step.Cancel)?.Asked ?? TimeSpan.MaxValue;
        if (story.Held is { } held)
        {
            var until = story.FirstAsked(Step.Hold)!.Asked + holdTime;
            if (until > end) until = end;
            if (held.Answered < until) yield return new Tenure(held.Answered, until);
        }

        if (story.Confirmed is { } confirmed && confirmed.Answered < end) yield return new Tenure(confirmed.Answered, end);
    }

    /// <summary>When it may have had them: from the first request until the answer that they are free again, and for ever where none came.</summary>
    public static Tenure? Possible(Story story)
    {
        if (story.WasRefused || story.FirstAsked(Step.Hold) is not { } first) return null;
        return new Tenure(first.Asked, story.GivenUp?.Answered ?? story.Canceled?.Answered ?? TimeSpan.MaxValue);
    }
}
