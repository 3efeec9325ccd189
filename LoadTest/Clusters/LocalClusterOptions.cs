namespace Marquee.LoadTest.Clusters;

/// <summary>What a cluster on this machine is made of.</summary>
internal sealed record LocalClusterOptions
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    public int Silos { get; init; } = 1;

    public int Apis { get; init; } = 1;

    /// <summary>Folder of the version that it starts as.</summary>
    public string Version { get; init; } = AppContext.BaseDirectory;

    /// <summary>Folder of the private database and of what the processes say; null for one that goes with the cluster.</summary>
    public string? Folder { get; init; }

    /// <summary>A database that is there already, in the place of a private one.</summary>
    public GivenDatabase? Database { get; init; }

    /// <summary>HTTP port of the first API, the others follow on it; null for any that are free.</summary>
    public int? FirstApiPort { get; init; }

    public bool Demo { get; init; }

    public Account? FirstAdmin { get; init; }

    /// <summary>More settings of every silo, as <c>Section:Key</c>; they win over those that a cluster has anyway.</summary>
    public IReadOnlyDictionary<string, string> Silo { get; init; } = None;

    /// <summary>More settings of one silo, by its number from 1 and the port for other silos; they win over those of every silo.</summary>
    public Func<int, int, IReadOnlyDictionary<string, string>> SiloOf { get; init; } = (_, _) => None;

    /// <summary>The same of every API.</summary>
    public IReadOnlyDictionary<string, string> Api { get; init; } = None;

    /// <summary>And of the payment sandbox.</summary>
    public IReadOnlyDictionary<string, string> Sandbox { get; init; } = None;

    /// <summary>Told one line before each step that may take seconds.</summary>
    public Action<string> Progress { get; init; } = _ => { };
}

/// <param name="App">Connection string of the application's role.</param>
/// <param name="Migrator">And of one that may define tables; may be the same.</param>
internal sealed record GivenDatabase(string App, string Migrator);

internal sealed record Account(string Email, string Password);
