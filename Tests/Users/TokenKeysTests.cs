using System.Security.Cryptography;
using Marquee.Api.Users;
using Marquee.Users;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Marquee.Tests.Users;

public sealed class TokenKeysTests : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly FakeTimeProvider _clock = new();
    private readonly KeyBoard _board = new();
    private readonly TokenKeys _keys;

    public TokenKeysTests() => _keys = new TokenKeys(_board, _clock, NullLogger<TokenKeys>.Instance);

    [Fact]
    public async Task A_key_that_came_up_since_is_learned_when_a_token_names_it()
    {
        await Know("k1");
        Publish("k2");
        _clock.Advance(TimeSpan.FromSeconds(5));

        await _keys.LearnAsync("k2", CancellationToken.None);

        Assert.NotNull(_keys.Find("k2"));
    }

    [Fact]
    public async Task Names_that_were_made_up_do_not_read_the_keys_each_time()
    {
        await Know("k1");
        _clock.Advance(TimeSpan.FromSeconds(5));

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => _keys.LearnAsync($"made up {i}", CancellationToken.None)));

        Assert.Equal(2, _board.Reads);
    }

    [Fact]
    public async Task A_known_key_is_not_read_again()
    {
        await Know("k1");
        _clock.Advance(TimeSpan.FromHours(1));

        await _keys.LearnAsync("k1", CancellationToken.None);

        Assert.Equal(1, _board.Reads);
    }

    [Fact]
    public async Task A_key_that_was_taken_down_is_forgotten_with_the_next_reading()
    {
        await Know("k1");
        _board.TakeDown();
        Publish("k2");

        await _keys.RefreshAsync(CancellationToken.None);

        Assert.Equal((null, "k2"), (_keys.Find("k1")?.Kid, _keys.Find("k2")?.Kid));
    }

    [Fact]
    public async Task While_no_key_is_known_no_token_is_called_false()
    {
        _board.Failing = true;

        await Assert.ThrowsAsync<TimeoutException>(() => _keys.LearnAsync("k1", CancellationToken.None));
    }

    [Fact]
    public async Task Where_the_keys_cannot_be_read_again_the_known_ones_stay()
    {
        await Know("k1");
        _board.Failing = true;
        _clock.Advance(TimeSpan.FromSeconds(5));

        await _keys.LearnAsync("k2", CancellationToken.None);

        Assert.Equal(("k1", null), (_keys.Find("k1")?.Kid, _keys.Find("k2")?.Kid));
    }

    public void Dispose()
    {
        _keys.Dispose();
        _key.Dispose();
    }

    private void Publish(string id) => _board.Publish(new ECDsaSecurityKey(_key) { KeyId = id });

    private async Task Know(string id)
    {
        Publish(id);
        await _keys.LearnAsync(id, CancellationToken.None);
    }
}
