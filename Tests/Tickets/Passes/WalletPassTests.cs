using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Marquee.Tests.Api;
using SkiaSharp;
using Xunit;

namespace Marquee.Tests.Tickets.Passes;

/// <summary>Passes as phones read them, over HTTP.</summary>
[Collection("postgres")]
public sealed class WalletPassTests(WalletProduct product) : IClassFixture<WalletProduct>
{
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";

    private static async Task<string> BuyAsync(ApiClient customer, string show, params string[] seats)
    {
        var booking = (await customer.PostAsync("/v1/bookings", new { showId = show, seats })).Is(201).Id;
        (await customer.PostAsync($"/v1/bookings/{booking}/payments", new { method = "card", card = new { token = "tok_success" } })).Is(201);
        return booking;
    }

    private static async Task<Dictionary<string, byte[]>> PassAsync(ApiClient customer, string booking)
    {
        var (body, type) = await customer.BytesAsync($"/v1/bookings/{booking}/ticket.pkpass");
        Assert.Equal("application/vnd.apple.pkpass", type);
        using var zip = new ZipArchive(new MemoryStream(body));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var from = entry.Open();
            using var to = new MemoryStream();
            from.CopyTo(to);
            return to.ToArray();
        });
    }

    [Fact]
    public async Task A_phone_believes_the_pass_because_each_file_is_listed_and_the_list_is_signed()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();
        var files = await PassAsync(customer, await BuyAsync(customer, place.Show, "B1"));
        var manifest = JsonSerializer.Deserialize<Dictionary<string, string>>(files["manifest.json"])!;
        Assert.Equal(files.Keys.Except(["manifest.json", "signature"]).Order(), manifest.Keys.Order());
#pragma warning disable CA5350 // Apple's format.
        Assert.All(manifest, file => Assert.Equal(Convert.ToHexStringLower(SHA1.HashData(files[file.Key])), file.Value));
#pragma warning restore CA5350

        var signature = new SignedCms(new ContentInfo(files["manifest.json"]), detached: true);
        signature.Decode(files["signature"]);
        signature.CheckSignature(verifySignatureOnly: true);
        var signer = Assert.Single(signature.SignerInfos.Cast<SignerInfo>());
        Assert.Equal((product.Files.Certificate.Thumbprint, Sha256), (signer.Certificate!.Thumbprint, signer.DigestAlgorithm.Value));
        Assert.Equal(new[] { product.Files.Authority.Thumbprint, product.Files.Certificate.Thumbprint }.Order(), signature.Certificates.Select(each => each.Thumbprint).Order());
        var at = signer.SignedAttributes.Cast<CryptographicAttributeObject>().SelectMany(attribute => attribute.Values.OfType<Pkcs9SigningTime>()).Single().SigningTime;
        Assert.InRange(at.ToUniversalTime(), product.Files.Certificate.NotBefore.ToUniversalTime(), DateTime.UtcNow.AddMinutes(1));
        var other = new SignedCms(new ContentInfo([.. files["manifest.json"], 0]), detached: true);
        other.Decode(files["signature"]);
        Assert.Throws<CryptographicException>(() => other.CheckSignature(verifySignatureOnly: true));

        foreach (var (name, width) in new[] { ("icon.png", 29), ("icon@2x.png", 58), ("icon@3x.png", 87), ("logo.png", 50), ("logo@2x.png", 100) })
        {
            using var picture = SKBitmap.Decode(files[name]);
            Assert.Equal((width, width, 0), (picture.Width, picture.Height, picture.GetPixel(0, 0).Alpha));
            Assert.NotEqual(picture.GetPixel(width / 2, 2), picture.GetPixel((int)(width * 0.27), width / 2));
        }
    }

    [Fact]
    public async Task A_pass_says_film_place_time_on_the_theaters_wall_seats_and_the_code_of_the_ticket()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();
        var booking = await BuyAsync(customer, place.Show, "B1", "B2");
        var pass = JsonElement.Parse((await PassAsync(customer, booking))["pass.json"]);
        string Text(string name) => pass.GetProperty(name).GetString()!;
        Assert.Equal((1, WalletFiles.PassType, WalletFiles.Team, "Some cinemas"), (pass.GetProperty("formatVersion").GetInt32(), Text("passTypeIdentifier"), Text("teamIdentifier"), Text("organizationName")));
        Assert.Equal(($"{booking}-1", booking, "Ticket: Some film"), (Text("serialNumber"), Text("groupingIdentifier"), Text("description")));
        var start = (await customer.GetAsync($"/v1/shows/{place.Show}")).Is(200).Text("localStartsAt");
        Assert.Equal($"{start}+05:30", Text("relevantDate"));
        Assert.Equal((19.07, 72.87), (pass.GetProperty("locations")[0].GetProperty("latitude").GetDouble(), pass.GetProperty("locations")[0].GetProperty("longitude").GetDouble()));
        var code = (await customer.GetAsync($"/v1/bookings/{booking}/ticket")).Is(200).Text("code");
        var barcode = Assert.Single(pass.GetProperty("barcodes").EnumerateArray());
        Assert.Equal(("PKBarcodeFormatQR", code, "iso-8859-1"), (barcode.GetProperty("format").GetString(), barcode.GetProperty("message").GetString(), barcode.GetProperty("messageEncoding").GetString()));

        var fields = pass.GetProperty("eventTicket").EnumerateObject().SelectMany(group => group.Value.EnumerateArray()).ToDictionary(field => field.GetProperty("key").GetString()!);
        Assert.Equal(["Some film", "Some theater", "Screen 1", $"{start}+05:30", "B1, B2", booking], new[] { "movie", "theater", "screen", "time", "seats", "booking" }.Select(key => fields[key].GetProperty("value").GetString()!));
        Assert.True(fields["time"].GetProperty("ignoresTimeZone").GetBoolean());

        (await customer.PostAsync($"/v1/bookings/{booking}/cancellation", new { seats = new[] { "B1" } })).Is(200);
        var newer = JsonElement.Parse((await PassAsync(customer, booking))["pass.json"]);
        Assert.Equal($"{booking}-2", newer.GetProperty("serialNumber").GetString());
        Assert.NotEqual(code, newer.GetProperty("barcodes")[0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_link_to_google_is_signed_by_the_account_and_says_the_same()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();
        var booking = await BuyAsync(customer, place.Show, "B1", "B2");
        var ticket = (await customer.GetAsync($"/v1/bookings/{booking}/ticket")).Is(200);
        const string Save = "https://pay.google.com/gp/v/save/";
        Assert.StartsWith(Save, ticket.Text("googleWallet"), StringComparison.Ordinal);
        var parts = ticket.Text("googleWallet")[Save.Length..].Split('.');
        Assert.Equal(3, parts.Length);
        Assert.True(product.Files.AccountKey.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        var head = JsonElement.Parse(Base64Url.DecodeFromChars(parts[0]));
        Assert.Equal(("RS256", "key-1"), (head.GetProperty("alg").GetString(), head.GetProperty("kid").GetString()));

        var claims = JsonElement.Parse(Base64Url.DecodeFromChars(parts[1]));
        string At(params string[] path) => path.Aggregate(claims, (element, name) => element.ValueKind == JsonValueKind.Array ? element[0].GetProperty(name) : element.GetProperty(name)).GetString()!;
        Assert.Equal((WalletFiles.Account, "google", "savetowallet"), (At("iss"), At("aud"), At("typ")));
        string[] shown = ["payload", "eventTicketClasses"], issued = ["payload", "eventTicketObjects"];
        Assert.StartsWith($"{WalletFiles.Issuer}.{place.Show}", At([.. shown, "id"]), StringComparison.Ordinal);
        Assert.StartsWith($"{WalletFiles.Issuer}.{booking}-1", At([.. issued, "id"]), StringComparison.Ordinal);
        Assert.Equal(At([.. shown, "id"]), At([.. issued, "classId"]));
        var start = (await customer.GetAsync($"/v1/shows/{place.Show}")).Is(200).Text("localStartsAt");
        Assert.Equal(
            ("Some film", "Some theater", "1 Some Road, Mumbai", $"{start}+05:30"),
            (At([.. shown, "eventName", "defaultValue", "value"]), At([.. shown, "venue", "name", "defaultValue", "value"]), At([.. shown, "venue", "address", "defaultValue", "value"]), At([.. shown, "dateTime", "start"])));
        Assert.Equal(
            ("ACTIVE", "QR_CODE", ticket.Text("code"), "B1, B2", "Screen 1", booking),
            (At([.. issued, "state"]), At([.. issued, "barcode", "type"]), At([.. issued, "barcode", "value"]), At([.. issued, "seatInfo", "seat", "defaultValue", "value"]),
                At([.. issued, "seatInfo", "gate", "defaultValue", "value"]), At([.. issued, "reservationInfo", "confirmationCode"])));
    }

    [Fact]
    public async Task Nobody_has_a_pass_of_what_is_not_theirs_or_not_paid()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();
        using var other = await product.CustomerAsync();
        var booking = await BuyAsync(customer, place.Show, "B1");
        (await other.GetAsync($"/v1/bookings/{booking}/ticket.pkpass")).Refuses(404, "booking-not-found");
        var pending = (await customer.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { "C1" } })).Is(201).Id;
        (await customer.GetAsync($"/v1/bookings/{pending}/ticket.pkpass")).Refuses(409, "booking-not-confirmed");
        (await customer.PostAsync($"/v1/bookings/{booking}/cancellation")).Is(200);
        (await customer.GetAsync($"/v1/bookings/{booking}/ticket.pkpass")).Refuses(409, "ticket-canceled");
    }
}
