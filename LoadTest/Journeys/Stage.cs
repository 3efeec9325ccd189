namespace Marquee.LoadTest.Journeys;

/// <summary>What was prepared for the visitors: everything a generator must know of the system.</summary>
/// <param name="Word">Finds the movies, and no others.</param>
/// <param name="Shows">The most wanted first.</param>
internal sealed record Stage(IReadOnlyList<Uri> Urls, string Word, IReadOnlyList<string> Movies, IReadOnlyList<StagedShow> Shows, IReadOnlyList<Session> Customers);

internal sealed record StagedShow(string Id, string Movie);

/// <param name="ExpiresAt">When the access token does.</param>
internal sealed record Session(string AccessToken, string RefreshToken, DateTimeOffset ExpiresAt);
