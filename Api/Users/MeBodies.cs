using Marquee.Api.Bookings;
using Marquee.Api.Http;
using Marquee.Api.Wallets;
using Marquee.Users;
using Marquee.Wallets;

namespace Marquee.Api.Users;

internal sealed record ChangePasswordRequest(string? CurrentPassword, string? NewPassword);

/// <summary>What a user changes of their profile. What is left out stays; an empty text takes phone, city or language away.</summary>
internal sealed record ProfilePatch(string? Name, string? Phone, string? HomeCity, string? Language, NotifyBody? Notify)
{
    public ChangeProfile Change(Validation checks) => new(
        checks.Optional("name", Name, AccountFields.LongestName),
        checks.Phone("phone", Phone),
        checks.City("homeCity", HomeCity),
        checks.Language("language", Language),
        Notify?.Email,
        Notify?.Sms,
        Notify?.Push,
        Notify?.Whatsapp);
}

/// <summary>Everything held about a user. Hashes of passwords and tokens are not told: they say nothing about a person.</summary>
internal sealed record ExportBody(
    DateTimeOffset ExportedAt, UserBody Profile, IReadOnlyList<ExportedSession> Sessions, ExportedWallet Wallet,
    IReadOnlyList<BookingSummaryBody> Bookings);

internal sealed record ExportedSession(string Id, DateTimeOffset OpenedAt, DateTimeOffset RefreshedAt, DateTimeOffset ExpiresAt)
{
    public static ExportedSession Of(SessionView session) => new(session.Id.ToString(), session.OpenedAt, session.RefreshedAt, session.ExpiresAt);
}

/// <param name="Entries">Newest first.</param>
internal sealed record ExportedWallet(Money Balance, IReadOnlyList<WalletEntryBody> Entries)
{
    public static ExportedWallet Of(WalletView wallet) =>
        new(wallet.Balance, [.. wallet.Entries.Select(entry => WalletEntryBody.Of(entry, wallet.Balance.Currency))]);
}
