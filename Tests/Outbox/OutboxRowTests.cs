using System.Text.Json;
using Marquee.Silo.Outbox;
using Marquee.Storage;
using Marquee.Wallets;
using Xunit;

namespace Marquee.Tests.Outbox;

public sealed class OutboxRowTests
{
    private static readonly WalletMoved Moved = new("usr_1", Guid.Empty, new Money(100, "INR"), 200, "sales", "bkg_1");

    private readonly OutboxRow _row = new(
        1, Guid.NewGuid(), Topics.Payments, WalletMoved.Type, "usr_1", DateTimeOffset.UnixEpoch, JsonSerializer.SerializeToUtf8Bytes(Moved, Events.Json));

    [Fact]
    public void It_is_parsed_for_the_first_who_looks_at_it()
    {
        var first = _row.Read<WalletMoved>();
        Assert.Equal(Moved, first);
        Assert.Same(first, _row.Read<WalletMoved>());
    }

    [Fact]
    public void Who_takes_it_for_something_else_is_not_given_what_another_read()
    {
        _row.Read<WalletMoved>();
        Assert.Equal("usr_1", _row.Read<JsonDocument>().RootElement.GetProperty("customer").GetString());
    }
}
