namespace Marquee.Users;

/// <summary>
/// Asked before a user is erased. Every slice that can owe a user money or a seat registers one.
/// </summary>
internal interface IOpenMoney
{
    Task<bool> Keeps(UserId user);
}
