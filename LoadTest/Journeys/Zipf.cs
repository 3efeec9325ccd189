namespace Marquee.LoadTest.Journeys;

/// <summary>
/// Picks one of many so that number k, from 1, comes up as often as 1/k^s: a few are wanted by most. With s = 0 all are wanted alike.
/// </summary>
internal sealed class Zipf
{
    private readonly double[] _upTo;

    public Zipf(int count, double s)
    {
        _upTo = new double[count];
        var sum = 0.0;
        for (var k = 1; k <= count; k++) _upTo[k - 1] = sum += Math.Pow(k, -s);
        for (var k = 0; k < count; k++) _upTo[k] /= sum;
    }

    /// <summary>From 0.</summary>
    public int Pick(Random random)
    {
        var found = Array.BinarySearch(_upTo, random.NextDouble());
        // Between two: the complement of the one above.
        return Math.Min(found < 0 ? ~found : found + 1, _upTo.Length - 1);
    }
}
