namespace Marquee.Api.Http;

/// <summary>Marks an endpoint that changes something and carries no name of its request, but answers a repeat as it did the first time.</summary>
internal sealed class Repeatable;
