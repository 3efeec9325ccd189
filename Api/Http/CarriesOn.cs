namespace Marquee.Api.Http;

/// <summary>
/// Marks an endpoint that goes on with what was begun, as when somebody pays for seats that are held. Where others are sent away there is
/// room for it: work that was done already is not thrown away for work that comes.
/// </summary>
internal sealed class CarriesOn;
