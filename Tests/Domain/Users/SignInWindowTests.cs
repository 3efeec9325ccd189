using Marquee.Users.Domain;
using Xunit;

namespace Marquee.Tests.Domain.Users;

public sealed class SignInWindowTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private readonly SignInWindow _window = new(3, TimeSpan.FromMinutes(15));

    [Fact]
    public void Attempts_are_taken_until_the_limit_has_failed()
    {
        Fail(0, 1);
        Assert.Equal(TimeSpan.Zero, _window.Wait(At(2)));

        Fail(2);
        Assert.Equal(TimeSpan.FromMinutes(13), _window.Wait(At(2)));
    }

    [Fact]
    public void One_more_is_taken_the_instant_the_oldest_failure_has_passed()
    {
        Fail(0, 1, 2);

        Assert.Equal(TimeSpan.FromTicks(1), _window.Wait(At(15).AddTicks(-1)));
        Assert.Equal(TimeSpan.Zero, _window.Wait(At(15)));

        Fail(15);
        Assert.Equal(TimeSpan.FromMinutes(1), _window.Wait(At(15)));
    }

    [Fact]
    public void Asking_while_refused_does_not_lengthen_the_wait()
    {
        Fail(0, 0, 0);

        for (var minute = 0; minute < 15; minute++) _window.Wait(At(minute));

        Assert.Equal(TimeSpan.Zero, _window.Wait(At(15)));
    }

    [Fact]
    public void A_success_forgives_everything()
    {
        Fail(0, 0);
        _window.Succeed();
        Fail(0, 0);

        Assert.Equal(TimeSpan.Zero, _window.Wait(At(0)));
    }

    [Fact]
    public void Failures_beyond_the_limit_count_from_the_newest()
    {
        Fail(0, 1, 2, 3, 4);

        Assert.Equal(TimeSpan.FromMinutes(13), _window.Wait(At(4)));
    }

    private static DateTimeOffset At(int minute) => Noon.AddMinutes(minute);

    private void Fail(params ReadOnlySpan<int> minutes)
    {
        foreach (var minute in minutes) _window.Fail(At(minute));
    }
}
