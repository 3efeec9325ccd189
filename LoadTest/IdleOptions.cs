using System.Globalization;
using static Marquee.LoadTest.Word;

namespace Marquee.LoadTest;

/// <param name="Email">An admin's, because the test makes a show of its own.</param>
/// <param name="Count">Bookings to time, after as many as a tenth of that to warm up.</param>
internal sealed record IdleOptions(Uri Url, string Email, string Password, int Count)
{
    private const int MostCount = 2_000;

    public static bool TryParse(ReadOnlySpan<string> args, out IdleOptions options, out string error)
    {
        options = new IdleOptions(new Uri("http://localhost:8080"), "admin@marquee.test", "admin-demo-2026", 200);
        error = "";
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length) return Fail($"{args[i]} needs a value.", out error);
            var value = args[i + 1];
            switch (args[i])
            {
                case "--url" when Uri.TryCreate(value, UriKind.Absolute, out var url):
                    options = options with { Url = url };
                    break;
                case "--email":
                    options = options with { Email = value };
                    break;
                case "--password":
                    options = options with { Password = value };
                    break;
                case "--count" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 10 and <= MostCount:
                    options = options with { Count = count };
                    break;
                default:
                    return Fail($"{args[i]} {value} is not understood; --count is 10 to {MostCount}.", out error);
            }
        }

        return true;
    }
}
