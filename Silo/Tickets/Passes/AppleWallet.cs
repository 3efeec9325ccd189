using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Marquee.Silo.Tickets.Passes;

/// <summary>Tickets as passes for Apple Wallet: a zip of what the pass says, its pictures, the digest of each, and a signature over those.</summary>
internal sealed class AppleWallet(IOptions<AppleWalletOptions> options, TimeProvider clock) : IDisposable
{
    private readonly Lazy<AppleCertificates> _certificates = new(() => AppleCertificates.Read(options.Value));

    /// <returns>Null where passes are not offered.</returns>
    public byte[]? Pass(TicketPrint ticket)
    {
        if (!options.Value.IsConfigured) return null;
        var files = new Dictionary<string, byte[]>(ApplePictures.All) { ["pass.json"] = ApplePass.Write(ticket, options.Value) };
        var manifest = JsonSerializer.SerializeToUtf8Bytes(files.ToDictionary(file => file.Key, file => Digest(file.Value)));
        files["manifest.json"] = manifest;
        files["signature"] = _certificates.Value.Sign(manifest, clock.GetUtcNow());
        return Zip(files);
    }

    public void Dispose()
    {
        if (_certificates.IsValueCreated) _certificates.Value.Dispose();
    }

    private byte[] Zip(Dictionary<string, byte[]> files)
    {
        using var pass = new MemoryStream();
        using (var zip = new ZipArchive(pass, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in files)
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = clock.GetUtcNow();
                using var to = entry.Open();
                to.Write(content);
            }
        }

        return pass.ToArray();
    }

#pragma warning disable CA5350 // Apple's format knows SHA-1 alone; what is signed with SHA-256 is the list of these.
    private static string Digest(byte[] content) => Convert.ToHexStringLower(SHA1.HashData(content));
#pragma warning restore CA5350
}
