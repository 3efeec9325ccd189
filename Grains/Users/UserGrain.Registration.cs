using System.Collections.Immutable;
using Marquee.Users.Domain;

namespace Marquee.Users;

internal sealed partial class UserGrain
{
    public async Task<RegisterResult> Register(RegisterUser command)
    {
        if (User.Standing != UserStanding.Unknown) return await Repeat(command);
        if (PasswordPolicy.Check(command.Password, command.Email) is { IsEmpty: false } faults) return Refused(RegisterOutcome.PasswordRefused, faults);

        var hash = await _hasher.HashAsync(command.Password);
        if (!await Claim(command.Email)) return Refused(RegisterOutcome.EmailTaken);
        await _user.SaveAsync(new UserState
        {
            Standing = UserStanding.Active,
            Email = command.Email.Value,
            Name = command.Name,
            Phone = command.Phone,
            PasswordHash = hash,
            RegisteredBy = command.Fingerprint,
            CreatedAt = _clock.GetUtcNow(),
        });
        return new RegisterResult(RegisterOutcome.Registered, AsRegistered(command), []);
    }

    public async Task<bool> Bar()
    {
        if (User.Active) return false;
        if (User.Standing == UserStanding.Unknown) await _user.SaveAsync(new UserState { Standing = UserStanding.Barred });
        return true;
    }

    private async Task<RegisterResult> Repeat(RegisterUser command)
    {
        if (User.Standing == UserStanding.Barred) return Refused(RegisterOutcome.EmailTaken);
        var same = User.Active && User.RegisteredBy == command.Fingerprint && await _hasher.VerifyAsync(command.Password, User.PasswordHash);
        return same ? new RegisterResult(RegisterOutcome.Replayed, AsRegistered(command), []) : Refused(RegisterOutcome.KeyReused);
    }

    /// <summary>
    /// A registration that broke off leaves an address claimed for somebody who does not exist. They are barred from ever existing before
    /// the address changes hands, so two users never both hold it.
    /// </summary>
    private async Task<bool> Claim(EmailAddress email)
    {
        var address = AddressOf(email);
        var owner = await address.Claim(Id, insteadOf: null);
        if (owner == Id) return true;
        return await GrainFactory.Grain<IUserGrain>(owner.ToString()).Bar() && await address.Claim(Id, insteadOf: owner) == Id;
    }

    /// <summary>The first answer, whatever the profile has become since.</summary>
    private UserView AsRegistered(RegisterUser command) =>
        new UserState { Email = command.Email.Value, Name = command.Name, Phone = command.Phone, CreatedAt = User.CreatedAt }.View(Id);

    private static RegisterResult Refused(RegisterOutcome outcome, ImmutableArray<PasswordFault> faults = default) =>
        new(outcome, null, faults.IsDefault ? [] : faults);
}
