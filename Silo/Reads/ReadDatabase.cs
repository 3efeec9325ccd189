using Npgsql;

namespace Marquee.Silo.Reads;

/// <summary>The databases that may be read, and which of them is asked for the catalogue just now.</summary>
internal sealed class ReadDatabase : IAsyncDisposable
{
    private readonly NpgsqlMultiHostDataSource? _hosts;

    /// <param name="connectionString">Of standbys; null where there are none.</param>
    public ReadDatabase(NpgsqlDataSource primary, string? connectionString = null, ILoggerFactory? logs = null)
    {
        Primary = Catalogue = primary;
        if (string.IsNullOrWhiteSpace(connectionString)) return;
        // Which host is asked is decided here, whatever the connection string says of it.
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { TargetSessionAttributes = null };
        if (!settings.ContainsKey("Max Auto Prepare")) (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (32, 2);
        _hosts = new NpgsqlDataSourceBuilder(settings.ConnectionString).UseLoggerFactory(logs).BuildMultiHost();
        Standby = _hosts.WithTargetSession(TargetSessionAttributes.PreferStandby);
    }

    /// <summary>Where everything is written.</summary>
    public NpgsqlDataSource Primary { get; }

    /// <summary>A standby while there is one, and the primary otherwise. Null where none was named.</summary>
    public NpgsqlDataSource? Standby { get; }

    /// <summary>Where movies, theaters and shows are searched. <see cref="StandbyWatch"/> sees to it that it is not too late.</summary>
    public NpgsqlDataSource Catalogue { get; private set; }

    public void UseForCatalogue(bool standby) => Catalogue = standby && Standby is not null ? Standby : Primary;

    public ValueTask DisposeAsync() => _hosts?.DisposeAsync() ?? ValueTask.CompletedTask;
}
