using Marquee.Users;
using Marquee.Users.Domain;
using Microsoft.Extensions.Options;
using Xunit;

namespace Marquee.Tests.Domain.Users;

public sealed class PasswordHashTests
{
    [Fact]
    public void A_hash_is_read_as_it_was_written()
    {
        var hash = new PasswordHash(new HashCost(19456, 2, 1), [.. Enumerable.Range(0, 16).Select(i => (byte)i)], [.. Enumerable.Range(0, 32).Select(i => (byte)(255 - i))]);

        var text = hash.Write();

        Assert.StartsWith("$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$", text, StringComparison.Ordinal);
        Assert.True(PasswordHash.TryParse(text, out var read));
        Assert.Equal((hash.Cost, Convert.ToHexString(hash.Salt), Convert.ToHexString(hash.Digest)), (read.Cost, Convert.ToHexString(read.Salt), Convert.ToHexString(read.Digest)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("$argon2i$v=19$m=64,t=1,p=1$AAAA$AAAA")]
    [InlineData("$argon2id$v=16$m=64,t=1,p=1$AAAA$AAAA")]
    [InlineData("$argon2id$v=19$m=-64,t=1,p=1$AAAA$AAAA")]
    [InlineData("$argon2id$v=19$m=64,t=0,p=1$AAAA$AAAA")]
    [InlineData("$argon2id$v=19$m=64,t=1$AAAA$AAAA")]
    [InlineData("$argon2id$v=19$m=64,t=1,p=1$$AAAA")]
    [InlineData("$argon2id$v=19$m=64,t=1,p=1$AAAA$A")]
    [InlineData("$argon2id$v=19$m=64,t=1,p=1$AAA=$AAAA")]
    public void What_is_no_hash_of_ours_is_not_read(string text) => Assert.False(PasswordHash.TryParse(text, out _));

    /// <summary>The known hash is one that the reference implementation is tested with.</summary>
    [Fact]
    public async Task Hashes_are_those_of_the_reference_implementation()
    {
        const string Known = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        using var hasher = Hasher(19456);

        Assert.True(await hasher.VerifyAsync("password", Known));
        Assert.False(await hasher.VerifyAsync("Password", Known));
    }

    [Fact]
    public async Task A_password_is_right_and_another_is_wrong()
    {
        using var hasher = Hasher(64);
        var hash = await hasher.HashAsync("correct horse");

        Assert.True(await hasher.VerifyAsync("correct horse", hash));
        Assert.False(await hasher.VerifyAsync("correct horse ", hash));
        Assert.NotEqual(hash, await hasher.HashAsync("correct horse"));
    }

    [Fact]
    public async Task Where_there_is_no_hash_every_password_is_wrong()
    {
        using var hasher = Hasher(64);

        Assert.False(await hasher.VerifyAsync("", null));
        Assert.False(await hasher.VerifyAsync("correct horse", null));
    }

    [Fact]
    public async Task A_hash_is_outdated_once_the_cost_changes()
    {
        using var cheap = Hasher(64);
        using var dear = Hasher(128);
        var hash = await cheap.HashAsync("correct horse");

        Assert.False(cheap.IsOutdated(hash));
        Assert.True(dear.IsOutdated(hash));
        Assert.True(await dear.VerifyAsync("correct horse", hash));
    }

    private static PasswordHasher Hasher(int memoryKiB) =>
        new(Options.Create(new AccountsOptions { HashMemoryKiB = memoryKiB }));
}
