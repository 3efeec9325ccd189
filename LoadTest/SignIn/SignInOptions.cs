using static Marquee.LoadTest.Word;

namespace Marquee.LoadTest.SignIn;

/// <param name="Count">Sign-ins of each kind to time.</param>
internal sealed record SignInOptions(Uri Url, int Count)
{
    private const int MostCount = 10_000;

    public static bool TryParse(ReadOnlySpan<string> args, out SignInOptions options, out string error)
    {
        options = new SignInOptions(new Uri("http://localhost:8080"), 400);
        return TryRead(args, ref options, With, out error, $"--count is 20 to {MostCount}");
    }

    private static SignInOptions? With(SignInOptions options, string name, string value) => name switch
    {
        "--url" when Uri.TryCreate(value, UriKind.Absolute, out var url) => options with { Url = url },
        "--count" when IsNumber(value, 20, MostCount, out var count) => options with { Count = count },
        _ => null,
    };
}
