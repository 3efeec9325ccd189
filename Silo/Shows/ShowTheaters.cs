using System.Collections.Immutable;
using Marquee.Silo.Postgres;
using Marquee.Storage;
using Marquee.Theaters;
using Npgsql;
using NpgsqlTypes;

namespace Marquee.Silo.Shows;

/// <summary>The theaters of a list of shows, each read once however many shows it has.</summary>
internal sealed class ShowTheaters(NpgsqlDataSource database)
{
    // Without a point there is no distance, and the name decides.
    private const string Sql =
        """
        SELECT id, document, screens, distance_km($2, $3, lat, lon) AS km
        FROM theater_view
        WHERE id = ANY ($1) AND document IS NOT NULL
        ORDER BY km, lower(name), id
        """;

    private readonly Dictionary<string, string> _screens = [];

    public ImmutableArray<TheaterSummary> Summaries { get; private set; } = [];

    public string ScreenName(ScreenId screen) => _screens.GetValueOrDefault(screen.ToString(), "");

    public async Task LoadAsync(TheaterId[] theaters, GeoPoint? near)
    {
        await using var command = database.CreateCommand(Sql);
        command.Parameters.With(theaters.Select(theater => theater.ToString()).ToArray())
            .WithNullable(near?.Lat, NpgsqlDbType.Double).WithNullable(near?.Lon, NpgsqlDbType.Double);
        await using var reader = await command.ExecuteReaderAsync();
        var summaries = ImmutableArray.CreateBuilder<TheaterSummary>(theaters.Length);
        while (await reader.ReadAsync())
        {
            var details = Events.Read<TheaterDetails>(reader.GetFieldValue<byte[]>(1));
            summaries.Add(new TheaterSummary(Ids.Parse<TheaterId>(reader.GetString(0)), details, reader.IsDBNull(3) ? null : reader.GetDouble(3)));
            foreach (var screen in Events.Read<TheaterScreenSaved[]>(reader.GetFieldValue<byte[]>(2))) _screens[screen.Id] = screen.Name;
        }

        Summaries = summaries.ToImmutable();
    }
}
