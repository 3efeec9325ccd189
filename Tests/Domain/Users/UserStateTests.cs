using Marquee.Users;
using Xunit;

namespace Marquee.Tests.Domain.Users;

public sealed class UserStateTests
{
    private static readonly UserState User = new()
    {
        Standing = UserStanding.Active,
        Name = "Somebody",
        Phone = "+91 22 0000 0000",
        HomeCity = "Mumbai",
        Language = "hi-IN",
    };

    private static readonly ChangeProfile Nothing = new(null, null, null, null, null, null, null, null);

    [Fact]
    public void What_a_change_leaves_out_stays() => Assert.Equal(User, User.Change(Nothing));

    [Fact]
    public void An_empty_text_takes_a_field_away()
    {
        var changed = User.Change(Nothing with { Phone = "", HomeCity = "", Language = "" });

        Assert.Equal((null, null, null), (changed.Phone, changed.HomeCity, changed.Language));
        Assert.Equal("Somebody", changed.Name);
    }

    [Fact]
    public void One_way_to_be_notified_changes_without_the_others()
    {
        var changed = User.Change(Nothing with { NotifyBySms = true });

        Assert.Equal(new NotifyPreferences(Email: true, Sms: true, Push: false, Whatsapp: false), changed.Notify);
    }

    [Fact]
    public void A_session_is_open_until_the_instant_it_ends()
    {
        var (now, session) = (DateTimeOffset.UnixEpoch, Ids.New<SessionId>(TimeProvider.System));
        var user = User with { Sessions = [new OpenSessionEntry(session, now)] };

        Assert.True(user.IsOpen(session, now.AddTicks(-1)));
        Assert.False(user.IsOpen(session, now));
        Assert.False(user.Without(session).IsOpen(session, now.AddTicks(-1)));
    }
}
