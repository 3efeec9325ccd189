using System.ComponentModel.DataAnnotations;

namespace Marquee.Silo.Hosting;

/// <summary>How this process takes part in a cluster. Section <c>Cluster</c>.</summary>
public sealed class NodeOptions
{
    public const string Section = "Cluster";

    /// <summary>Processes with the same cluster id find each other.</summary>
    [Required]
    public string ClusterId { get; set; } = "marquee";

    /// <summary>Part of where reminders and states are found; never changes once there is data.</summary>
    [Required]
    public string ServiceId { get; set; } = "marquee";

    /// <summary>Port for other silos.</summary>
    [Range(1, 65535)]
    public int SiloPort { get; set; } = 11111;

    /// <summary>Port that it listens on for other silos, where that is not the one they are told: behind a mapping of ports, or a proxy.</summary>
    [Range(1, 65535)]
    public int? SiloListeningPort { get; set; }

    /// <summary>Port for clients, such as the API.</summary>
    [Range(1, 65535)]
    public int GatewayPort { get; set; } = 30000;

    /// <summary>
    /// For tests of clocks that differ: by how much this process takes it to be later than the machine's clock says. Zero for everybody else.
    /// </summary>
    [Range(typeof(TimeSpan), "-01:00:00", "01:00:00")]
    public TimeSpan ClockOffset { get; set; }

    /// <summary>
    /// How long a silo that is told to stop still takes in and answers what comes from APIs that it has just told to ask others. Without it
    /// a call on its way is lost now and then, and whoever made it waits until it times out.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:20")]
    public TimeSpan LeaveTime { get; set; } = TimeSpan.FromSeconds(3);

    /// <exception cref="ValidationException">A value is out of its range.</exception>
    internal static NodeOptions Read(IConfiguration configuration)
    {
        var node = configuration.GetSection(Section).Get<NodeOptions>() ?? new NodeOptions();
        Validator.ValidateObject(node, new ValidationContext(node), validateAllProperties: true);
        return node;
    }

    /// <summary>Address told to the others; by default the machine's own, as its host name resolves.</summary>
    public string? AdvertisedAddress { get; set; }
}
