using System.Globalization;
using System.Text;

namespace Marquee.Silo.Payments.Sandbox;

/// <summary>
/// The <c>upi://pay</c> link of a charge, as NPCI's UPI linking specification 1.6 has it. It is not signed: that is for a bank with a key
/// that apps know.
/// </summary>
internal static class UpiLink
{
    private const int LongestNote = 50;
    private const string ByIntent = "04";
    private const string ByDynamicQr = "15";

    /// <param name="url">What the customer may read about this payment, in place of a bill.</param>
    public static string Of(Charge charge, SandboxServiceOptions service, string url)
    {
        var reference = Reference(charge.Operation);
        var link = new StringBuilder("upi://pay?pa=").Append(service.PayeeVpa);
        Append("pn", service.PayeeName);
        Append("mc", service.MerchantCode);
        Append("tid", reference);
        Append("tr", reference);
        Append("tn", Note($"{service.PayeeName} {charge.Description}"));
        Append("am", (charge.Amount.GetValueOrDefault() / 100m).ToString("0.00", CultureInfo.InvariantCulture));
        Append("cu", "INR");
        Append("mode", charge.UpiFlow == UpiFlows.Qr ? ByDynamicQr : ByIntent);
        Append("url", url);
        return link.ToString();

        void Append(string name, string value) => link.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }

    // Apps take letters and digits alone, 35 at most.
    private static string Reference(string operation)
    {
        var reference = string.Concat(operation.Where(char.IsAsciiLetterOrDigit));
        return reference.Length > 35 ? reference[..35] : reference;
    }

    private static string Note(string text)
    {
        var plain = string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' ')).Trim();
        return plain.Length > LongestNote ? plain[..LongestNote] : plain;
    }
}
