using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Marquee.Silo.Hosting;

namespace Marquee.Silo.Tickets.Passes;

/// <summary>The certificate of a pass type and the one that issued it. Signs what is in a pass.</summary>
internal sealed class AppleCertificates : IDisposable
{
    private const string In = AppleWalletOptions.Section;
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string UserId = "0.9.2342.19200300.100.1.1";
    private const string OrganizationalUnit = "2.5.4.11";
    private readonly X509Certificate2 _signer;
    private readonly X509Certificate2 _intermediate;

    private AppleCertificates(X509Certificate2 signer, X509Certificate2 intermediate) => (_signer, _intermediate) = (signer, intermediate);

    /// <exception cref="StartException">A file cannot be read; says why in one sentence.</exception>
    public static AppleCertificates Read(AppleWalletOptions options)
    {
        var signer = Load(() => X509CertificateLoader.LoadPkcs12FromFile(options.Certificate, options.Password), $"{In}:Certificate must name a PKCS#12 file that {In}:Password opens", options.Certificate);
        try
        {
            return new AppleCertificates(signer, Load(() => X509CertificateLoader.LoadCertificateFromFile(options.Intermediate), $"{In}:Intermediate must name Apple's intermediate certificate", options.Intermediate));
        }
        catch
        {
            signer.Dispose();
            throw;
        }
    }

    /// <summary>Why no phone would take what they sign, in one sentence; null where it would.</summary>
    public string? FaultOf(AppleWalletOptions options, DateTimeOffset now)
    {
        using var key = _signer.GetRSAPrivateKey();
        if (key is null) return $"{In}:Certificate must hold the certificate's private key, RSA; {options.Certificate} does not.";
        if (IsOver(_signer, now)) return $"{In}:Certificate is good from {_signer.NotBefore:yyyy-MM-dd} to {_signer.NotAfter:yyyy-MM-dd} only: have Apple issue another.";
        if (IsOver(_intermediate, now)) return $"{In}:Intermediate is good from {_intermediate.NotBefore:yyyy-MM-dd} to {_intermediate.NotAfter:yyyy-MM-dd} only: fetch another from Apple.";
        if (!HasIssued(_intermediate, _signer, now)) return $"{In}:Intermediate is not the certificate that issued {In}:Certificate: fetch the one that Apple names as its issuer.";
        // Phones refuse a pass that says other than its certificate, and do not say why.
        if (Named(_signer, UserId) != options.PassType) return $"{In}:PassType must be the one of the certificate, {Named(_signer, UserId) ?? "which names none"}.";
        return Named(_signer, OrganizationalUnit) == options.Team ? null : $"{In}:Team must be the one of the certificate, {Named(_signer, OrganizationalUnit) ?? "which names none"}.";
    }

    /// <summary>A detached signature with both certificates in it: phones know Apple's root and nothing below.</summary>
    public byte[] Sign(byte[] content, DateTimeOffset now)
    {
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, _signer) { DigestAlgorithm = new Oid(Sha256), IncludeOption = X509IncludeOption.EndCertOnly };
        signer.Certificates.Add(_intermediate);
        signer.SignedAttributes.Add(new Pkcs9SigningTime(now.UtcDateTime));
        var message = new SignedCms(new ContentInfo(content), detached: true);
        message.ComputeSignature(signer, silent: true);
        return message.Encode();
    }

    public void Dispose()
    {
        _signer.Dispose();
        _intermediate.Dispose();
    }

    private static X509Certificate2 Load(Func<X509Certificate2> load, string rule, string file)
    {
        try
        {
            return load();
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{rule}; {file} cannot be used: {failure.Message.TrimEnd('.')}.", failure);
        }
    }

    private static bool IsOver(X509Certificate2 certificate, DateTimeOffset now) => now < certificate.NotBefore || now > certificate.NotAfter;

    /// <summary>By the signature; who issued the issuer is for phones to ask.</summary>
    private static bool HasIssued(X509Certificate2 issuer, X509Certificate2 certificate, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.ExtraStore.Add(issuer);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.LocalDateTime;
        chain.Build(certificate);
        return chain.ChainElements.Count > 1 && chain.ChainElements[1].Certificate.RawDataMemory.Span.SequenceEqual(issuer.RawDataMemory.Span)
            && !chain.ChainElements[0].ChainElementStatus.Any(status => status.Status.HasFlag(X509ChainStatusFlags.NotSignatureValid));
    }

    private static string? Named(X509Certificate2 certificate, string part) => certificate.SubjectName.EnumerateRelativeDistinguishedNames()
        .FirstOrDefault(name => !name.HasMultipleElements && name.GetSingleElementType().Value == part)?.GetSingleElementValue();
}
