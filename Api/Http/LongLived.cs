namespace Marquee.Api.Http;

/// <summary>Marks an endpoint whose requests stay open for as long as their client wants, as a stream or an import, and so are not counted among those under way.</summary>
internal sealed class LongLived;
