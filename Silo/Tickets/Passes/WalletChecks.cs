using Marquee.Silo.Hosting;
using Microsoft.Extensions.Options;

namespace Marquee.Silo.Tickets.Passes;

/// <summary>Reads the files at the start: one that cannot be used is to be found before a customer asks for a pass.</summary>
internal sealed class WalletChecks(TimeProvider clock) : IValidateOptions<AppleWalletOptions>, IValidateOptions<GoogleWalletOptions>
{
    public ValidateOptionsResult Validate(string? name, AppleWalletOptions options)
    {
        const string In = AppleWalletOptions.Section;
        if (!options.IsConfigured) return ValidateOptionsResult.Success;
        var missing = string.Join(", ", options.Missing);
        if (missing.Length > 0) return ValidateOptionsResult.Fail($"{In} must be set completely, or not at all; missing: {missing}.");
        if (!options.PassType.StartsWith("pass.", StringComparison.Ordinal)) return ValidateOptionsResult.Fail($"{In}:PassType must be the identifier of a pass type, pass....");
        return Try(() =>
        {
            using var certificates = AppleCertificates.Read(options);
            return certificates.FaultOf(options, clock.GetUtcNow());
        });
    }

    public ValidateOptionsResult Validate(string? name, GoogleWalletOptions options)
    {
        const string In = GoogleWalletOptions.Section;
        if (!options.IsConfigured) return ValidateOptionsResult.Success;
        if (options.ServiceAccount.Length == 0 || options.Issuer.Length == 0) return ValidateOptionsResult.Fail($"{In}:ServiceAccount and {In}:Issuer must both be set, or neither.");
        if (!options.Issuer.All(char.IsAsciiDigit)) return ValidateOptionsResult.Fail($"{In}:Issuer must be the issuer's number in Google's console.");
        return Try(() =>
        {
            GoogleWallet.Read(options).Dispose();
            return null;
        });
    }

    private static ValidateOptionsResult Try(Func<string?> check)
    {
        try
        {
            return check() is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;
        }
        catch (StartException refused)
        {
            return ValidateOptionsResult.Fail(refused.Message);
        }
    }
}
