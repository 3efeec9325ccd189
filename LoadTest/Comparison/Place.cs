namespace Marquee.LoadTest.Comparison;

/// <summary>Which show and which pair of its seats a turn is about, and who asks.</summary>
internal readonly record struct Place(int Show, int Pair, int Customer)
{
    /// <summary>Turns go round all shows, so that each gets as much as the others.</summary>
    public static Place Spread(long turn, int shows, int customers)
    {
        var (round, show) = Math.DivRem(turn, shows);
        // Shifted by one each round: nobody may have more than ten seats of a show.
        return new Place((int)show, (int)round, (int)((turn + round) % customers));
    }

    /// <summary>Everybody is at one show until it is full, then at the next.</summary>
    public static Place Hot(long turn, int customers)
    {
        var (show, pair) = Math.DivRem(turn, Hall.Large.Pairs);
        return new Place((int)show, (int)pair, (int)(turn % customers));
    }
}
