using System.Reflection;
using System.Text.RegularExpressions;
using Marquee.Bookings;
using Marquee.Shows;
using Marquee.Shows.Domain;
using Marquee.Storage;
using Marquee.Theaters.Domain;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Serialization;
using Xunit;

namespace Marquee.Tests.Rows;

/// <summary>
/// Rows of every release can be read for good. A release that adds to a state adds a folder with rows of its own; the old ones stay, and
/// their expected values get the defaults of what was added. MARQUEE_WRITE_ROWS=1 writes the files that are missing.
/// </summary>
public sealed partial class SavedRowsTests : IDisposable
{
    private static readonly SavedRow[] Rows = [.. RowsV1.Hot, .. RowsV1.Cold, .. RowsV2.Hot, .. RowsV3.Hot, .. RowsV4.All, .. RowsV5.All, .. RowsV6.All];
    private static readonly Type[] Keepers = [typeof(DurableState<>), typeof(ColdState<>), typeof(IPersistentState<>)];
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public SavedRowsTests()
    {
        if (Environment.GetEnvironmentVariable("MARQUEE_WRITE_ROWS") == "1") WriteMissingRows();
    }

    public static TheoryData<string> Names => [.. Rows.Select(row => row.Name)];

    public static TheoryData<string> States => [.. Rows.Select(row => row.Type.Name).Distinct()];

    private Serializer Serializer => _services.GetRequiredService<Serializer>();

    public void Dispose() => _services.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_of_an_earlier_release_is_read_as_what_was_saved(string name)
    {
        var row = Row(name);
        var read = row.Read(Serializer, File.ReadAllBytes(row.File));
        Assert.Equal(Fields.Of(row.Expected), Fields.Of(read));
    }

    [Fact]
    public void Every_state_that_a_grain_keeps_has_a_row()
    {
        var kept = typeof(BookingState).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
            .Select(field => field.FieldType)
            .Where(type => type.IsGenericType && Keepers.Contains(type.GetGenericTypeDefinition()))
            .Select(type => type.GenericTypeArguments[0])
            .Where(state => !state.IsGenericParameter)
            .Select(state => state.Name);
        Assert.Equal(kept.Distinct().Order(), Rows.Select(row => row.Type.Name).Distinct().Order());
        Assert.All(Rows, row => Assert.True(File.Exists(row.File), row.File));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void The_rows_of_a_state_say_something_in_every_field(string state)
    {
        var fields = Rows.Where(row => row.Type.Name == state).SelectMany(row => Fields.Of(row.Expected)).Select(field => field with { Path = Position().Replace(field.Path, "") }).ToList();
        var said = fields.Where(field => !field.IsDefault).Select(field => field.Path).ToHashSet();
        Assert.All(fields.Select(field => field.Path), path => Assert.Contains(said, one => one == path || one.StartsWith($"{path}.", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_state_that_nobody_filled_survives_storage(string name)
    {
        var row = Row(name);
        var empty = Activator.CreateInstance(row.Type)!;
        Assert.Equal(Fields.Of(empty), Fields.Of(row.Read(Serializer, row.Write(Serializer, empty))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_that_lost_a_byte_or_a_field_is_not_taken_for_the_saved_one(string name)
    {
        var row = Row(name);
        Assert.NotEqual(Fields.Of(row.Expected), Fields.Of(Activator.CreateInstance(row.Type)));
        var torn = File.ReadAllBytes(row.File)[..^1];
        Assert.ThrowsAny<Exception>(() => Assert.Equal(Fields.Of(row.Expected), Fields.Of(row.Read(Serializer, torn))));
    }

    [Fact]
    public void The_seats_of_an_earlier_release_are_where_they_were()
    {
        var seats = (ShowSeatsState)Row($"v1/{nameof(ShowSeatsState)}").Read(Serializer, File.ReadAllBytes(Row($"v1/{nameof(ShowSeatsState)}").File));
        var saved = RowsV1.SavedSeats();
        var map = PackedSeats.Unpack(saved.Plan, seats.Packed);

        Assert.Equal(saved.Version, map.Version);
        Assert.Equal(saved.Claims.SelectMany(Fields.Of), map.Claims.SelectMany(Fields.Of));
        foreach (var now in new[] { RowsV1.Now, RowsV1.Now.AddHours(1) })
            Assert.Equal(Statuses(saved, now), Statuses(map, now));
        Assert.Equal(4, Statuses(saved, RowsV1.Now).Distinct().Count());
    }

    private static SavedRow Row(string name) => Rows.Single(row => row.Name == name);

    private static IEnumerable<SeatStatus> Statuses(SeatMap map, DateTimeOffset now) => Enumerable.Range(0, map.Plan.Count).Select(seat => map.StatusOf(seat, now));

    private void WriteMissingRows()
    {
        foreach (var row in Rows.Where(row => !File.Exists(row.File)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(row.File)!);
            File.WriteAllBytes(row.File, row.Write(Serializer, row.Expected));
        }
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Position();
}
