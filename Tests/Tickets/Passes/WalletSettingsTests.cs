using System.Security.Cryptography.X509Certificates;
using Marquee.Silo.Tickets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Marquee.Tests.Tickets.Passes;

/// <summary>Which settings stop a silo at its start, and with which sentence.</summary>
public sealed class WalletSettingsTests : IDisposable
{
    private const string Apple = "Tickets:AppleWallet:";
    private const string Google = "Tickets:GoogleWallet:";
    private readonly WalletFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void What_is_whole_is_taken_and_so_is_nothing_at_all()
    {
        Assert.Null(Refusal());
        Assert.Null(Refusal([.. _files.Settings.Keys.Select(key => (key, ""))]));
    }

    [Theory]
    [InlineData(Apple + "Password", "", "Tickets:AppleWallet must be set completely, or not at all; missing: Password.")]
    [InlineData(Apple + "Organization", "", "missing: Organization.")]
    [InlineData(Apple + "PassType", "ticket.test", "Tickets:AppleWallet:PassType must be the identifier of a pass type, pass....")]
    [InlineData(Apple + "PassType", "pass.other", "Tickets:AppleWallet:PassType must be the one of the certificate, pass.test.marquee.")]
    [InlineData(Apple + "Team", "OTHER12345", "Tickets:AppleWallet:Team must be the one of the certificate, TEAM123456.")]
    [InlineData(Apple + "Password", "wrong", "Tickets:AppleWallet:Certificate must name a PKCS#12 file that Tickets:AppleWallet:Password opens")]
    [InlineData(Apple + "Certificate", "/nowhere.p12", "/nowhere.p12 cannot be used")]
    [InlineData(Apple + "Intermediate", "/nowhere.cer", "Tickets:AppleWallet:Intermediate must name Apple's intermediate certificate; /nowhere.cer cannot be used")]
    [InlineData(Google + "Issuer", "", "Tickets:GoogleWallet:ServiceAccount and Tickets:GoogleWallet:Issuer must both be set, or neither.")]
    [InlineData(Google + "Issuer", "me", "Tickets:GoogleWallet:Issuer must be the issuer's number")]
    [InlineData(Google + "ServiceAccount", "/nowhere.json", "Tickets:GoogleWallet:ServiceAccount must name the JSON key file of a Google service account; /nowhere.json cannot be used")]
    public void What_cannot_work_stops_a_silo_at_its_start_with_a_sentence(string setting, string value, string sentence) =>
        Assert.Contains(sentence, Refusal((setting, value)), StringComparison.Ordinal);

    [Fact]
    public void A_certificate_that_is_over_or_of_another_issuer_or_without_its_key_is_told_at_the_start()
    {
        var now = DateTimeOffset.UtcNow;
        var subject = $"CN=Pass Type ID, OU={WalletFiles.Team}, OID.0.9.2342.19200300.100.1.1={WalletFiles.PassType}";
        using var old = WalletFiles.Issue(subject, _files.Authority, now.AddHours(-40), now.AddDays(-1));
        Assert.Contains($"to {old.NotAfter:yyyy-MM-dd} only: have Apple issue another.", Refusal((Apple + "Certificate", Signer(old))), StringComparison.Ordinal);
        using var early = WalletFiles.Issue(subject, _files.Authority, now.AddDays(1), now.AddDays(2));
        Assert.Contains($"from {early.NotBefore:yyyy-MM-dd} to", Refusal((Apple + "Certificate", Signer(early))), StringComparison.Ordinal);
        using var bare = X509CertificateLoader.LoadCertificate(_files.Certificate.Export(X509ContentType.Cert));
        Assert.Contains("must hold the certificate's private key", Refusal((Apple + "Certificate", Signer(bare))), StringComparison.Ordinal);

        using var over = WalletFiles.Issue("CN=Test authority", null, now.AddDays(-3), now.AddDays(-1));
        Assert.Contains("fetch another from Apple.", Refusal((Apple + "Intermediate", Authority(over))), StringComparison.Ordinal);
        // One of the same name with another key, and one of another name.
        using var twin = WalletFiles.Issue("CN=Test authority", null, now.AddDays(-3), now.AddDays(9));
        using var stranger = WalletFiles.Issue("CN=Another authority", null, now.AddDays(-3), now.AddDays(9));
        foreach (var wrong in new[] { twin, stranger })
            Assert.Contains("Tickets:AppleWallet:Intermediate is not the certificate that issued", Refusal((Apple + "Intermediate", Authority(wrong))), StringComparison.Ordinal);
    }

    private string Signer(X509Certificate2 certificate) => _files.Keep("other.p12", certificate.Export(X509ContentType.Pkcs12, WalletFiles.Password));

    private string Authority(X509Certificate2 certificate) => _files.Keep("other.cer", certificate.Export(X509ContentType.Cert));

    /// <summary>What a start with these settings says; null where it goes on.</summary>
    private string? Refusal(params (string Key, string Value)[] changes)
    {
        var settings = new Dictionary<string, string?>(_files.Settings);
        foreach (var (key, value) in changes) settings[key] = value;
        using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddTickets(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
        return Record.Exception(services.GetRequiredService<IStartupValidator>().Validate) switch
        {
            null => null,
            OptionsValidationException refused => refused.Message,
            var other => throw other,
        };
    }
}
