using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Marquee.Silo.Hosting;

namespace Marquee.Silo.Google;

/// <summary>A service account of Google's, from the key file that its console gives out. Signs in its name.</summary>
internal sealed class ServiceAccount : IDisposable
{
    /// <summary>As short as can be: what is signed goes into links, and is in base 64 there.</summary>
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly RSA _key;

    private ServiceAccount(string project, string email, string keyId, Uri tokens, RSA key) => (Project, Email, KeyId, Tokens, _key) = (project, email, keyId, tokens, key);

    public string Project { get; }

    public string Email { get; }

    public string KeyId { get; }

    /// <summary>Where access tokens are given out.</summary>
    public Uri Tokens { get; }

    /// <param name="setting">Names the file in the sentence of a refusal.</param>
    /// <exception cref="StartException">The file is not there, or is no such key.</exception>
    public static ServiceAccount Read(string file, string setting)
    {
        var key = RSA.Create();
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            string Text(string name) => json.RootElement.GetProperty(name).GetString() is { Length: > 0 } text ? text : throw new FormatException($"{name} is empty.");
            key.ImportFromPem(Text("private_key"));
            return new ServiceAccount(Text("project_id"), Text("client_email"), Text("private_key_id"), new Uri(Text("token_uri")), key);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or FormatException
            or InvalidOperationException or ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new StartException($"{setting} must name the JSON key file of a Google service account; {file} cannot be used: {failure.Message.TrimEnd('.')}.", failure);
        }
    }

    /// <summary>A JWT signed with RS256.</summary>
    public string Sign(object claims)
    {
        var head = Encode(new { alg = "RS256", typ = "JWT", kid = KeyId });
        var signed = $"{head}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public void Dispose() => _key.Dispose();

    private static string Encode(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part, Json));
}
