using Marquee.Silo.Hosting;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace Marquee.Tests.Hosting;

[Collection("postgres")]
public sealed class DatabaseClockTests(Postgres.PostgresFixture postgres)
{
    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task However_wrong_its_own_clock_is_a_silo_has_the_time_of_the_database(int minutes)
    {
        await using var database = NpgsqlDataSource.Create((await postgres.CreateDatabaseAsync()).ConnectionString);
        var own = new OffsetClock(TimeSpan.FromMinutes(minutes));
        var clock = new DatabaseClock(own);
        await clock.CompareAsync(database, CancellationToken.None);
        Assert.InRange(clock.GetUtcNow() - TimeProvider.System.GetUtcNow(), TimeSpan.FromSeconds(-5), TimeSpan.FromSeconds(5));
        Assert.InRange(own.GetUtcNow() - clock.GetUtcNow(), TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(minutes) + TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Until_it_has_asked_it_goes_by_its_own()
    {
        var own = new FakeTimeProvider();
        Assert.Equal(own.GetUtcNow(), new DatabaseClock(own).GetUtcNow());
    }
}
