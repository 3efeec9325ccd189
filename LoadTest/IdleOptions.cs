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
        return TryRead(args, ref options, With, out error, $"--count is 10 to {MostCount}");
    }

    private static IdleOptions? With(IdleOptions options, string name, string value) => name switch
    {
        "--url" when Uri.TryCreate(value, UriKind.Absolute, out var url) => options with { Url = url },
        "--email" => options with { Email = value },
        "--password" => options with { Password = value },
        "--count" when IsNumber(value, 10, MostCount, out var count) => options with { Count = count },
        _ => null,
    };
}
