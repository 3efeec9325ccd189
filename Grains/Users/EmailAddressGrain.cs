using Marquee.Storage;
using Orleans.Runtime;

namespace Marquee.Users;

[GrainType("email-address")]
internal sealed class EmailAddressGrain : Grain, IEmailAddressGrain
{
    private readonly ColdState<EmailAddressState> _address;

    public EmailAddressGrain([PersistentState("email-address", StorageNames.Cold)] IPersistentState<EmailAddressState> row) =>
        _address = new ColdState<EmailAddressState>(this, row);

    public async Task<UserId> Claim(UserId user, UserId? insteadOf)
    {
        if (_address.Value.Owner is { } owner && owner != insteadOf) return owner;
        await _address.SaveAsync(new EmailAddressState { Owner = user });
        return user;
    }

    public Task Release(UserId user) => _address.Value.Owner == user ? _address.ClearAsync() : Task.CompletedTask;

    public Task<UserId?> Owner() => Task.FromResult(_address.Value.Owner);
}

/// <summary>What is on disk of an e-mail address: whose it is, and not the address.</summary>
[GenerateSerializer, Immutable, Alias("marquee.email-address-state")]
internal sealed record EmailAddressState
{
    [Id(0)] public UserId? Owner { get; init; }
}
