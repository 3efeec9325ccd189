using Orleans.Concurrency;

namespace Marquee.Users;

/// <summary>
/// Owns whose an e-mail address is, so that no two users have the same one. Keyed by <see cref="EmailAddress.Key"/>. Asks nobody: whether
/// its owner still exists is for the claimant to find out.
/// </summary>
[Alias("marquee.email-address-grain")]
public interface IEmailAddressGrain : IGrainWithStringKey
{
    /// <summary>
    /// Gives the address to <paramref name="user"/> where it is nobody's, theirs already, or <paramref name="insteadOf"/>'s.
    /// Answers with whose it is now.
    /// </summary>
    [Alias("claim")] Task<UserId> Claim(UserId user, UserId? insteadOf);

    /// <summary>Makes the address nobody's where it is <paramref name="user"/>'s, and changes nothing otherwise.</summary>
    [Alias("release")] Task Release(UserId user);

    [Alias("owner"), AlwaysInterleave] Task<UserId?> Owner();
}
