using System.Globalization;

namespace Marquee.LoadTest.SignIn;

/// <param name="Count">Sign-ins of each kind to time.</param>
internal sealed record SignInOptions(Uri Url, int Count)
{
    private const int MostCount = 10_000;

    public static bool TryParse(ReadOnlySpan<string> args, out SignInOptions options, out string error)
    {
        options = new SignInOptions(new Uri("http://localhost:8080"), 400);
        error = "";
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--url" when Uri.TryCreate(value, UriKind.Absolute, out var url):
                    options = options with { Url = url };
                    break;
                case "--count" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 20 and <= MostCount:
                    options = options with { Count = count };
                    break;
                default:
                    error = $"{args[i]} {value} is not understood; --count is 20 to {MostCount}.";
                    return false;
            }
        }

        return true;
    }
}
