using System.ComponentModel.DataAnnotations;

namespace Marquee.Silo.Hosting;

/// <summary>The whole product in one process, as <c>./run</c> starts it. Section <c>Marquee</c>.</summary>
public sealed class SingleOptions
{
    public const string Section = "Marquee";

    /// <summary>True where this process is API, silo, payment sandbox and owner of the database at once.</summary>
    public bool Single { get; set; }

    /// <summary>HTTP port on this machine alone.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 8080;

    /// <summary>Folder of everything that is kept.</summary>
    [Required]
    public string Data { get; set; } = ".data";

    /// <summary>True where the demo's movies, theaters, shows and accounts are loaded.</summary>
    public bool Demo { get; set; } = true;
}
