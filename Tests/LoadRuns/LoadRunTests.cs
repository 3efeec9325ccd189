using System.Text.Json;
using Marquee.LoadTest.Runs;
using Marquee.Tests.Faults;
using Npgsql;
using Xunit;

namespace Marquee.Tests.LoadRuns;

/// <summary>The load tester and the product as processes, once from end to end.</summary>
[Collection("postgres")]
public sealed class LoadRunTests(Postgres.PostgresFixture postgres) : IDisposable
{
    // Loses what it confirms, as far as lists and reports can tell.
    private const string Lose =
        """
        CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.status := 'failed'; RETURN NEW; END $$;
        CREATE TRIGGER lose BEFORE INSERT OR UPDATE ON booking_view FOR EACH ROW WHEN (NEW.status = 'confirmed') EXECUTE FUNCTION lose();
        """;

    private readonly string _data = Directory.CreateTempSubdirectory("marquee-load-").FullName;

    [Fact]
    public async Task A_sound_system_passes_and_one_that_loses_bookings_does_not()
    {
        var database = (await postgres.CreateDatabaseAsync()).ConnectionString;
        await using var product = await ProductProcess.StartAsync(_data, database, "Shows:HoldTime=00:00:05", "Accounts:HashMemoryKiB=8", "Accounts:HashIterations=1");

        var (code, report) = await RunAsync(product, database, seconds: 4, generators: 2);
        Assert.Equal(0, code);
        Assert.True(report.GetProperty("holds").GetBoolean());
        Assert.Equal(4, report.GetProperty("seconds").GetArrayLength());
        Assert.NotEqual(0, report.GetProperty("seatsSold").GetInt64());
        Assert.Contains(report.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("checked").GetInt32() > 5);
        Assert.DoesNotContain(report.GetProperty("answers").EnumerateObject(), answer => answer.Name.StartsWith('5') || answer.Name.StartsWith("none", StringComparison.Ordinal));
        var page = await File.ReadAllTextAsync(Path.Combine(_data, "report.html"));
        Assert.Equal(4, page.Split("<svg role=\"img\"").Length - 1);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);

        await ChangeAsync(database);
        (code, report) = await RunAsync(product, database, seconds: 2, generators: 1);
        Assert.Equal(1, code);
        Assert.False(report.GetProperty("holds").GetBoolean());
        Assert.Contains(report.GetProperty("findings").EnumerateArray().SelectMany(finding => finding.GetProperty("against").EnumerateArray()), against => against.GetString()!.EndsWith("is failed", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        if (Directory.Exists(_data)) Directory.Delete(_data, recursive: true);
    }

    private async Task<(int Code, JsonElement Report)> RunAsync(ProductProcess product, string database, int seconds, int generators)
    {
        var words = new[]
        {
            "--url", $"{product.Url}", "--email", ProductProcess.AdminEmail, "--password", ProductProcess.Password, "--database", database, "--rate", "25", "--seconds", $"{seconds}",
            "--generators", $"{generators}", "--mix", "browse=2,book=6,abandon=1,decline=1,cancel=1", "--shows", "4", "--customers", "30", "--settle", "30", "--out", _data,
        };
        Assert.True(RunWords.TryParse(words, out var options, out var error), error);
        var code = await LoadRun.RunAsync(options, TextWriter.Null);
        return (code, JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(_data, "report.json"))));
    }

    private static async Task ChangeAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var lose = source.CreateCommand(Lose);
        await lose.ExecuteNonQueryAsync();
    }
}
