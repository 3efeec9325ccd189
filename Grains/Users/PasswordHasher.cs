using System.Security.Cryptography;
using System.Text;
using Konscious.Security.Cryptography;
using Marquee.Users.Domain;
using Microsoft.Extensions.Options;

namespace Marquee.Users;

/// <summary>
/// Argon2id, away from the grains' scheduler and only so many at once in a silo, so that sign-ins cannot take all its processors and
/// memory. Passwords are compared exactly as they were given.
/// </summary>
internal sealed class PasswordHasher : IDisposable
{
    private const int SaltBytes = 16;
    private const int DigestBytes = 32;

    private readonly HashCost _cost;
    private readonly TimeSpan _queueTime;
    private readonly SemaphoreSlim _turns;
    private readonly PasswordHash _nobodys;

    public PasswordHasher(IOptions<AccountsOptions> options)
    {
        _cost = options.Value.HashCost;
        _queueTime = options.Value.HashQueueTime;
        _turns = new SemaphoreSlim(options.Value.ParallelHashes is > 0 and var parallel ? parallel : Environment.ProcessorCount);
        _nobodys = new PasswordHash(_cost, RandomNumberGenerator.GetBytes(SaltBytes), RandomNumberGenerator.GetBytes(DigestBytes));
    }

    /// <exception cref="TimeoutException">Too many others are waiting.</exception>
    public async Task<string> HashAsync(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new PasswordHash(_cost, salt, await DigestAsync(password, salt, _cost)).Write();
    }

    /// <summary>Whether that is the password. Where there is no hash the answer is no, and takes as long.</summary>
    /// <exception cref="TimeoutException">Too many others are waiting.</exception>
    public async Task<bool> VerifyAsync(string password, string? encoded)
    {
        // The library takes no empty ones, and nobody has one.
        if (password.Length == 0) return false;
        var hash = encoded is not null && PasswordHash.TryParse(encoded, out var parsed) ? parsed : _nobodys;
        var digest = await DigestAsync(password, hash.Salt, hash.Cost);
        return CryptographicOperations.FixedTimeEquals(digest, hash.Digest) && hash != _nobodys;
    }

    public bool IsOutdated(string encoded) => !PasswordHash.TryParse(encoded, out var hash) || hash.Cost != _cost;

    public void Dispose() => _turns.Dispose();

    private async Task<byte[]> DigestAsync(string password, byte[] salt, HashCost cost)
    {
        if (!await _turns.WaitAsync(_queueTime)) throw new TimeoutException("Too many passwords are being hashed.");
        try
        {
            return await Task.Run(() => Digest(password, salt, cost));
        }
        finally
        {
            _turns.Release();
        }
    }

    private static async Task<byte[]> Digest(string password, byte[] salt, HashCost cost)
    {
        var secret = Encoding.UTF8.GetBytes(password);
        using var argon = new Argon2id(secret) { Salt = salt, MemorySize = cost.MemoryKiB, Iterations = cost.Iterations, DegreeOfParallelism = cost.Lanes };
        var digest = await argon.GetBytesAsync(DigestBytes);
        CryptographicOperations.ZeroMemory(secret);
        return digest;
    }
}
