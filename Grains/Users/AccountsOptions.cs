using System.ComponentModel.DataAnnotations;
using Marquee.Users.Domain;

namespace Marquee.Users;

/// <summary>Section <c>Accounts</c>.</summary>
public sealed class AccountsOptions
{
    public const string Section = "Accounts";

    /// <summary>How long an access token is good for. A role that was taken away or a session that was closed lasts that long at most.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long after its sign-in a session ends, however often it was refreshed.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Sessions a user can have open; the oldest closes for one more.</summary>
    [Range(1, 1000)]
    public int MostSessions { get; set; } = 50;

    /// <summary>How long a key signs before the next takes over.</summary>
    [Range(typeof(TimeSpan), "02:00:00", "365.00:00:00")]
    public TimeSpan KeyLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long before it signs a key is published.</summary>
    [Range(typeof(TimeSpan), "00:30:00", "30.00:00:00")]
    public TimeSpan KeyToldAhead { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Wrong passwords for one account from one network before more are refused.</summary>
    [Range(1, 1000)]
    public int MostFailures { get; set; } = 5;

    /// <summary>Wrong passwords from one network, for whatever accounts, before more are refused.</summary>
    [Range(1, 100_000)]
    public int MostFailuresOfNetwork { get; set; } = 50;

    /// <summary>How long a wrong password counts.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan FailureWindow { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Memory of one password hash, in KiB. Raising it rehashes each password at its next sign-in.</summary>
    [Range(8, 1_048_576)]
    public int HashMemoryKiB { get; set; } = 19 * 1024;

    /// <summary>Passes over that memory.</summary>
    [Range(1, 100)]
    public int HashIterations { get; set; } = 2;

    /// <summary>Hashes at work at once in a silo; 0 means as many as it has processors.</summary>
    [Range(0, 1024)]
    public int ParallelHashes { get; set; }

    /// <summary>How long a hash waits for its turn before the request is given up as one too many.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan HashQueueTime { get; set; } = TimeSpan.FromSeconds(10);

    internal HashCost HashCost => new(HashMemoryKiB, HashIterations, Lanes: 1);

    /// <summary>Clocks of silos may be apart, and a signer may know of the next key a little late: an hour is more than both.</summary>
    internal KeySchedule KeySchedule => new(KeyLifetime, KeyToldAhead, AccessTokenLifetime + TimeSpan.FromHours(1));
}
