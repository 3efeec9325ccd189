using System.ComponentModel.DataAnnotations;

namespace Marquee.Api.Cluster;

/// <summary>Section <c>Draining</c>: how this process leaves those who send it requests.</summary>
public sealed class DrainingOptions
{
    public const string Section = "Draining";

    /// <summary>
    /// How long it goes on serving after it was told to stop and has said so at <c>/health/ready</c>. Longer than a load balancer takes to
    /// look there; less than its supervisor waits before it kills.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Pause { get; set; }
}
