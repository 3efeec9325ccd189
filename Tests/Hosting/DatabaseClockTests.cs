using Marquee.Silo.Hosting;
using Microsoft.Extensions.Time.Testing;
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
        var database = (await postgres.CreateDatabaseAsync()).ConnectionString;
        var own = new OffsetClock(TimeSpan.FromMinutes(minutes));
        var clock = await DatabaseClock.StartAsync(own, database);
        Assert.InRange(clock.GetUtcNow() - TimeProvider.System.GetUtcNow(), TimeSpan.FromSeconds(-5), TimeSpan.FromSeconds(5));
        Assert.InRange(own.GetUtcNow() - clock.GetUtcNow(), TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(minutes) + TimeSpan.FromSeconds(5));
    }

    [Theory]
    // Milliseconds that the database is ahead, that its answer takes, and that the clock moves.
    [InlineData(600_000, 2, 599_999)]
    [InlineData(-600_000, 2, -600_001)]
    [InlineData(0, 2, 0)]
    [InlineData(2, 2, 0)]
    [InlineData(900, 3_000, 0)]
    [InlineData(5_000, 3_000, 3_500)]
    [InlineData(-1, 3_000, -1_501)]
    public void It_moves_by_what_an_answer_shows_to_be_wrong_and_not_because_the_answer_was_slow(int ahead, int took, int moves)
    {
        var own = new FakeTimeProvider();
        var clock = new DatabaseClock(own);
        var asked = clock.GetUtcNow();
        own.Advance(TimeSpan.FromMilliseconds(took));
        clock.Set(asked, asked.AddMilliseconds(ahead), TimeSpan.FromMilliseconds(took));
        Assert.Equal(TimeSpan.FromMilliseconds(moves), clock.GetUtcNow() - asked - TimeSpan.FromMilliseconds(took));
    }

    [Fact]
    public void It_goes_on_with_time_and_stays_where_the_machines_clock_is_set()
    {
        var own = new Machine();
        var clock = new DatabaseClock(own);
        var before = clock.GetUtcNow();
        own.Up = TimeSpan.FromSeconds(7);
        own.IsSetBy = TimeSpan.FromMinutes(10);
        Assert.Equal(TimeSpan.FromSeconds(7), clock.GetUtcNow() - before);
    }

    [Fact]
    public void Until_it_has_asked_it_goes_by_its_own()
    {
        var own = new FakeTimeProvider();
        Assert.Equal(own.GetUtcNow(), new DatabaseClock(own).GetUtcNow());
    }

    /// <summary>Somebody sets its clock; how long things take goes on as before.</summary>
    private sealed class Machine : TimeProvider
    {
        public TimeSpan Up { get; set; }

        public TimeSpan IsSetBy { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Up.Ticks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + Up + IsSetBy;
    }
}
