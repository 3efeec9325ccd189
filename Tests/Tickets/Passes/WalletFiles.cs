using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Marquee.Tests.Tickets.Passes;

/// <summary>What an operator gets from Apple and Google, made here: a pass type's certificate, the one that issued it, and a service account's key.</summary>
internal sealed class WalletFiles : IDisposable
{
    public const string PassType = "pass.test.marquee";
    public const string Team = "TEAM123456";
    public const string Issuer = "3388000000012345678";
    public const string Account = "passes@marquee-tests.iam.gserviceaccount.com";
    public const string Password = "a password for tests";
    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow.AddDays(-2);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("marquee-wallets-");

    public WalletFiles()
    {
        Authority = Issue("CN=Test authority", null, Start, Start.AddDays(30));
        Certificate = Issue($"CN=Pass Type ID, OU={Team}, OID.0.9.2342.19200300.100.1.1={PassType}", Authority, Start, Start.AddDays(20));
        Settings = new Dictionary<string, string?>
        {
            ["Tickets:AppleWallet:Certificate"] = Keep("signer.p12", Certificate.Export(X509ContentType.Pkcs12, Password)), ["Tickets:AppleWallet:Password"] = Password,
            ["Tickets:AppleWallet:Intermediate"] = Keep("authority.cer", Authority.Export(X509ContentType.Cert)),
            ["Tickets:AppleWallet:PassType"] = PassType, ["Tickets:AppleWallet:Team"] = Team, ["Tickets:AppleWallet:Organization"] = "Some cinemas",
            ["Tickets:GoogleWallet:ServiceAccount"] = Keep("account.json", JsonSerializer.SerializeToUtf8Bytes(new
            {
                type = "service_account", project_id = "marquee-tests", private_key_id = "key-1", private_key = AccountKey.ExportPkcs8PrivateKeyPem(),
                client_email = Account, token_uri = "https://oauth2.googleapis.com/token",
            })),
            ["Tickets:GoogleWallet:Issuer"] = Issuer,
        };
    }

    public X509Certificate2 Authority { get; }

    public X509Certificate2 Certificate { get; }

    public RSA AccountKey { get; } = RSA.Create(2048);

    /// <summary>With which both wallets are offered.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    public string Keep(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <param name="issuer">Null for one that has issued itself.</param>
    public static X509Certificate2 Issue(string subject, X509Certificate2? issuer, DateTimeOffset from, DateTimeOffset to)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(Named(subject), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(issuer is null, false, 0, true));
        if (issuer is null) return request.CreateSelfSigned(from, to);
        using var issued = request.Create(issuer, from, to, RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }

    public void Dispose()
    {
        Authority.Dispose();
        Certificate.Dispose();
        AccountKey.Dispose();
        _folder.Delete(recursive: true);
    }

    private static X500DistinguishedName Named(string subject)
    {
        var name = new X500DistinguishedNameBuilder();
        foreach (var part in subject.Split(", ").Select(part => part.Split('=')))
        {
            if (part[0] == "CN") name.AddCommonName(part[1]);
            else if (part[0] == "OU") name.AddOrganizationalUnitName(part[1]);
            else name.Add(part[0][4..], part[1], UniversalTagNumber.UTF8String);
        }

        return name.Build();
    }
}
