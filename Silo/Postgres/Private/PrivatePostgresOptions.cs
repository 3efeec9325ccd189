namespace Marquee.Silo.Postgres.Private;

/// <summary>Where the private PostgreSQL keeps its data and how it runs.</summary>
public sealed class PrivatePostgresOptions
{
    /// <summary>Folder of everything private to one installation; made if it is missing. Owned by one run at a time.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>TCP port on 127.0.0.1; a free one by default.</summary>
    public int? Port { get; init; }

    /// <summary>Server settings that go before ours, by their names in <c>postgresql.conf</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The only folders to look for PostgreSQL's programs. By default the usual places are searched, and what is missing is fetched.</summary>
    public IReadOnlyList<string>? BinaryFolders { get; init; }

    /// <summary>The whole <see cref="DataDirectory"/> is thrown away with the server, also when this process is killed.</summary>
    public bool Ephemeral { get; init; }

    /// <summary>Told one line before each step that may take seconds.</summary>
    public Action<string> Progress { get; init; } = _ => { };
}
