using Marquee.Api.Http;
using Marquee.Theaters;

namespace Marquee.Api.Theaters;

/// <summary>A screen as an admin writes it.</summary>
internal sealed record ScreenRequest(string? Name, LayoutBody? Layout);

/// <summary>A screen as the API shows it.</summary>
/// <param name="Seats">Places in the layout.</param>
/// <param name="LayoutVersion">Rises with every other layout; shows keep the one they were sold with.</param>
internal sealed record ScreenBody(string Id, string TheaterId, string Name, int Seats, int LayoutVersion, LayoutBody Layout, long Version) : IVersioned
{
    string IVersioned.Tag => Version.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static ScreenBody Of(ScreenView view) => new(
        view.Id.ToString(), view.Theater.ToString(), view.Name, view.Seats, view.LayoutVersion, LayoutBody.Of(view.Layout), view.Version);
}
