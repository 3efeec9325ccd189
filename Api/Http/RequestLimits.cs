using System.ComponentModel.DataAnnotations;

namespace Marquee.Api.Http;

/// <summary>How much one API process takes, from one caller and in all. Section <c>Limits</c>.</summary>
public sealed class RequestLimits
{
    public const string Section = "Limits";

    /// <summary>Requests a second for a signed-in user, on average.</summary>
    [Range(1, 1_000_000)]
    public int UserPerSecond { get; set; } = 100;

    /// <summary>Requests a signed-in user may make at once after a pause.</summary>
    [Range(1, 1_000_000)]
    public int UserBurst { get; set; } = 200;

    /// <summary>Requests a second from one address, on average; many users may share one.</summary>
    [Range(1, 1_000_000)]
    public int AddressPerSecond { get; set; } = 1_000;

    [Range(1, 1_000_000)]
    public int AddressBurst { get; set; } = 2_000;

    /// <summary>Largest request body in bytes.</summary>
    [Range(1_024, 10_485_760)]
    public int BodyBytes { get; set; } = 65_536;

    /// <summary>Largest import in bytes; a line of it has <see cref="BodyBytes"/> at most.</summary>
    [Range(1_024L, 10_737_418_240L)]
    public long ImportBytes { get; set; } = 268_435_456;

    /// <summary>Open connections of one API process; above it a new one is closed at once.</summary>
    [Range(10, 1_000_000)]
    public int Connections { get; set; } = 10_000;

    /// <summary>
    /// Requests under way in one API process; a quarter more of those that go on with what was begun. Streams and imports are not counted. By
    /// default 96 for each processor: more only share what there is.
    /// </summary>
    [Range(1, 1_000_000)]
    public int AtOnce { get; set; } = 96 * Environment.ProcessorCount;

    /// <summary>Requests that wait until one under way ends; past them a client is told to come back.</summary>
    [Range(0, 1_000_000)]
    public int Waiting { get; set; } = 1_000;

    /// <summary>How long a request waits for that at most, before its client is told to come back.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a client may take for the headers of a request.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan HeadersTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection may lie idle, before its first request and between two.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// A refused sign-in is answered at a whole multiple of this after it came, so that the time of the answer does not tell what was
    /// looked up for it. Longer than a password hash takes; zero answers at once.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan RefusedSignIn { get; set; } = TimeSpan.FromMilliseconds(500);
}
