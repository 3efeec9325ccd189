using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Marquee.Tests.Hostile;

/// <summary>
/// What is put in the place of something good. Texts may hold what no encoder writes: a character from U+F700 to U+F7FF stands for the
/// byte in its lower half, and half a surrogate pair is written as the three bytes that it would have.
/// </summary>
internal static class Poison
{
    private const char Bytes = '\uF700';

    /// <summary>JSON values as they are written, for any place of a body.</summary>
    public static readonly string[] Json =
    [
        "null", "true", "false", "0", "-1", "1", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
        "1e400", "-1e400", "1e-400", "0.1", "1.0", "1e2", "-0", "NaN", "Infinity", "-Infinity", "0x10", "01", "1_000", Digits(400), $"0.{Digits(400)}",
        "\"\"", "\" \"", "\"NaN\"", "\"Infinity\"", "\"1\"", "\"null\"", "[]", "{}", "[null]", "[[]]", "[{}]", "{\"a\":1}", "{\"\":0}",
        "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"a\\udc00b\"", "\"\\ud83d\"", "\"\\udc00\\ud800\"", "\"\\ud83c\\udf7f\"", "\"\\u202e\\u2066x\"",
        "\"\\ufeff\"", "\"\\uffff\"", "\"\\ufffd\"", "\"\\u0007\"", "\"\\u0085\\u2028\"", "\"e\\u0301\\u0301\\u0301\"", "\"\\u0130\\u0131\\u00df\\u017f\"",
        $"\"{Raw(0xFF)}\"", $"\"{Raw(0xC0, 0x80)}\"", $"\"{Raw(0xED, 0xA0, 0x80)}\"", $"\"{Raw(0xF4, 0x90, 0x80, 0x80)}\"", $"\"{Raw(0xE2, 0x82)}\"", "\"\0\"", "\"\n\"",
        "\"1-999999999\"", "\"1-12,1-12\"", "\"_,_,_\"", "\"999-1\"", "\"-\"", "\"1--2\"", "\",,,\"", "\"Mars/Olympus\"", "\"../../etc/passwd\"", "\"posix/UTC\"", "\"asia/kolkata\"",
        "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "\"2026-02-30T00:00:00Z\"",
        "\"2026-11-23T24:00:00Z\"", "\"2026-11-23T18:30:00\"", "\"2026-11-23\"", "\"9999-12-31\"", "\"0001-01-01\"", "\"' OR 1=1 --\"", "\"%s%n${7*7}{{x}}\"", "\"<script>\"",
        "\"file:///etc/passwd\"", "\"https://[::1\"", "\"a@b\"", "\"a@b.c\\u0000\"", "\"\\u00e4@x.test\"", "\"a@\\u0430.test\"", "\"ses_00000000000000000000000000.AAAA\"",
        "\"shw_00000000000000000000000000\"", "\"usr_zzzzzzzzzzzzzzzzzzzzzzzzzz\"", "\"tok_declined\"", "\"tok_none\"", "\"wallet\"", "\"upi\"", "\"INR\"", "\"inr\"", "\"XXX\"", "\"Silver\"", "\"3\"",
        "{\"__proto__\":{\"x\":1},\"$type\":\"System.Diagnostics.Process\",\"$id\":\"1\",\"$ref\":\"1\"}", "{\"a\":1,\"a\":2}", "{\"a\":1e400}", "{\"a\":\"\\ud800\"}", "{\"\\u0000\":1}", "{\"\\ud800\":1}",
        $"\"{Long(300)}\"", $"\"{Long(20_000)}\"", Nested(20), Nested(40), Nested(2_000), Objects(15), Objects(27), Objects(28), Objects(29), Objects(30), Objects(31), Objects(100), $"[{string.Join(',', Enumerable.Repeat("\"A1\"", 3_000))}]",
        $"[{string.Join(',', Enumerable.Repeat("{}", 3_000))}]", $"[{string.Join(',', Enumerable.Repeat("null", 150))}]",
    ];

    public static readonly string[] Texts = [.. Json.Where(value => value[0] == '"')];

    public static readonly string[] Numbers = [.. Json.Where(value => value[0] == '-' || char.IsAsciiDigit(value[0]))];

    /// <summary>Whole bodies that are no JSON object of any operation.</summary>
    public static readonly string[] Bodies =
    [
        "", " ", "null", "[]", "\"\"", "0", "true", "{", "}", "{]", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1}}", "{}{}", "{}//", "{/**/}", "{\"a\":1,}", "{,}", "{'a':1}", "{a:1}", "\0", "{}\0",
        Raw(0xEF, 0xBB, 0xBF) + "{}", Raw(0xFF, 0xFE, 0x7B, 0, 0x7D, 0), Raw(0xFE, 0xFF, 0, 0x7B, 0, 0x7D), $"{{\"{Raw(0xFF)}\":1}}", Raw(0x1F, 0x8B, 8, 0, 0, 0, 0, 0),
        Nested(31), Nested(33), Nested(20_000), Objects(31), Objects(5_000), new('[', 50_000), new('{', 50_000), new(' ', 60_000), $"\"{Long(65_000)}\"", $"\"{Long(70_000)}\"", Digits(60_000),
        $"{{{string.Join(',', Enumerable.Range(0, 4_000).Select(i => $"\"k{i}\":1"))}}}", "<xml/>", "a=1&b=2", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--",
    ];

    /// <summary>For query values, as they stand in the target.</summary>
    public static readonly string[] Query =
    [
        "", "%20", "0", "-1", "1", "100", "101", "99999999999", "-99999999999", "1e3", "1.5", "NaN", "Infinity", "NaN,NaN", "Infinity,-Infinity", "1e400,0", "90,180", "-90,-180", "90.0000001,0", "1,2,3",
        ",", "0,0", "%00", "a%00b", "%FF", "%C0%80", "%ED%A0%80", "%F0%9F%8D%BF", "%E2%80%AE", "%EF%BF%BD", "%", "%zz", "%u0041", "+", "%2B", "%27%20OR%201=1--", "%25", "_%25_", "%5C", "2026-11-24", "2026-02-30",
        "0001-01-01", "9999-12-31", "today", "pending", "Pending", "7", "confirmed,paying", "mov_00000000000000000000000000", "fA", "fA==", "fHw", "AHw", "bW92X3wA", "bW92X3zwn5i_", "eHw5OTk5OTk5OTk5OTk5OTk5OTk5",
        "eHwyNTE5OTk5OTk5OTk5OTk5OTk", "fC0x", "7aCAfO2ggA", "____", "!!!!", "AAAA", Long(500), Long(4_000),
    ];

    /// <summary>Cursors that can be read and point to strange places.</summary>
    public static readonly string[] Cursors =
    [
        .. from place in new[] { "", "|", "|x", "\0|x", "x|\0", "mov_|zzz", "NaN|NaN", "x|NaN", "x|1e400", "x|-1", "x|99999999999999999999", "x|253402300800000000", $"x|{Raw(0xFF)}", $"{Long(3_000)}|{Long(1_000)}" }
           select Base64Url.EncodeToString(Encode(place)),
    ];

    /// <summary>For one segment of a path.</summary>
    public static readonly string[] Segments =
    [
        "x", "0", "-1", "null", "%20", "..", "%2e%2e", "%2F", "a%2Fb", "%5C", "%FF", "%C0%80", "%ED%A0%80", "%F0%9F%8D%BF", "%E2%80%AE", "%C2%85", "%0A", "%0D%0A", "%7F", "*", ";a=b", "a;b", "$where", "'",
        "mov_", "mov_00000000000000000000000000", "mov_zzzzzzzzzzzzzzzzzzzzzzzzzz", "MOV_00000000000000000000000000", "shw_00000000000000000000000000", "bkg_00000000000000000000000000", "usr_00000000000000000000000000",
        "thr_00000000000000000000000000", "scr_00000000000000000000000000", "mov_0000000000000000000000000u", "mov_000000000000000000000000000", "mov_%D9%A0", Long(300), Long(3_000),
    ];

    /// <summary>Header values that are HTTP, whatever they are worth.</summary>
    public static readonly string[] Headers =
    [
        "", "x", "*", "\"\"", "\"*\"", "\"1\"", "W/\"1\"", "\"1\", \"2\", *", "\"", "\"\"\"", "1", "-1", "9223372036854775807", "9223372036854775808", "\"99999999999999999999\"", "0x1", "NaN", "a b", "a\tb", Raw(0xC3, 0xA9), Raw(0xFF),
        Raw(0xF0, 0x9F, 0x8D, 0xBF), "' OR 1=1--", "null", ",", ",,,,", new(',', 2_000), "\"" + new string('a', 255) + "\"", new('k', 255), new('k', 256), new('k', 8_000), string.Join(',', Enumerable.Repeat("\"1\"", 1_500)),
    ];

    public static readonly string[] Authorizations =
    [
        "", "Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "Bearer ..", "Bearer .", "Bearer null", "Basic YTpi", "Basic", "bearer", "Digest x", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c3JfMCJ9.",
        "Bearer eyJhbGciOiJIUzI1NiIsImtpZCI6IngifQ.e30.AAAA", "Bearer eyJraWQiOiJceGQ4MDAifQ.e30.AA", "Bearer eyJraWQiOiJcdWQ4MDAifQ.e30.AA", "Bearer eyJraWQiOjF9.e30.AA", "Bearer e30.e30.e30", "Bearer bnVsbA.bnVsbA.AA", "Bearer W10.W10.AA",
        "Bearer " + new string('a', 600) + ".b.c", "Bearer " + new string('.', 4_000), "Bearer " + new string('x', 12_000), "Bearer " + Raw(0xFF, 0xFE), "Bearer a,b, Bearer c",
    ];

    public static readonly string[] ContentTypes =
    [
        "", "text/plain", "application/json; charset=utf-16", "application/json; charset=nonsense", "application/json; charset=utf-7", "application/json;", "application/json; charset", "application/jsonp", "application/xml",
        "application/problem+json", "application/merge-patch+json", "multipart/form-data", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "json", "/", "application/", "*/*", "application/json, application/json",
        Raw(0xFF), "application/x-ndjson", "text/csv", new('x', 2_000),
    ];

    private static string Long(int length) => new('x', length);

    private static string Digits(int count) => new('9', count);

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static string Objects(int depth) => $"{string.Concat(Enumerable.Repeat("{\"a\":", depth))}1{new string('}', depth)}";

    private static string Raw(params byte[] bytes) => string.Concat(bytes.Select(value => (char)(Bytes + value)));

    public static byte[] Encode(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character < 0x80) bytes.Add((byte)character);
            else if ((character & 0xFF00) == Bytes) bytes.Add((byte)character);
            else if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) bytes.AddRange(Encoding.UTF8.GetBytes(text.Substring(i++, 2)));
            else if (char.IsSurrogate(character)) bytes.AddRange([(byte)(0xE0 | (character >> 12)), (byte)(0x80 | ((character >> 6) & 0x3F)), (byte)(0x80 | (character & 0x3F))]);
            else bytes.AddRange(Encoding.UTF8.GetBytes(character.ToString(CultureInfo.InvariantCulture)));
        }

        return [.. bytes];
    }
}
