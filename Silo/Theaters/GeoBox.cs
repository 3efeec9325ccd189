using Marquee.Theaters;

namespace Marquee.Silo.Theaters;

/// <summary>Degrees that hold every point within a radius, and some more.</summary>
internal readonly record struct GeoBox(double South, double North, double West, double East)
{
    // A little less than there are, so that the box is a little too large.
    private const double KmPerDegree = 111;

    /// <summary>Where a pole or the date line is near, all the way round: the distance itself decides.</summary>
    public static GeoBox Around(GeoPoint point, double radiusKm)
    {
        var tall = radiusKm / KmPerDegree;
        var (south, north) = (point.Lat - tall, point.Lat + tall);
        // The widest place of the circle is on its side that is nearer to the pole.
        var wide = tall / Math.Cos(double.DegreesToRadians(Math.Max(Math.Abs(south), Math.Abs(north))));
        var (west, east) = (point.Lon - wide, point.Lon + wide);
        return south > -90 && north < 90 && west >= -180 && east <= 180
            ? new GeoBox(south, north, west, east)
            : new GeoBox(south, north, -180, 180);
    }
}
