using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;

namespace Marquee.LoadTest.SignIn;

/// <summary>
/// Times refused sign-ins, with an e-mail address that nobody has and with a wrong password for one that somebody has, in random order:
/// if the two can be told apart, so can anybody's having an account.
/// </summary>
internal sealed class SignInTiming(SignInOptions options, TextWriter output) : IDisposable
{
    // One fewer than the product refuses.
    private const int TriesEach = 4;
    private const int Discarded = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private readonly HttpClient _http = new() { BaseAddress = options.Url };

    private sealed record Attempt(string Email, bool Known, int Try);

    public async Task RunAsync()
    {
        var known = new List<string>();
        for (var i = 0; i < (options.Count + TriesEach - 1) / TriesEach; i++) known.Add(await RegisterAsync());
        await output.WriteLineAsync($"{known.Count} accounts registered");

        var attempts = Plan(known);
        var times = new List<(Attempt Attempt, double Milliseconds)>();
        foreach (var attempt in attempts)
        {
            await Task.Delay(Pause);
            times.Add((attempt, await TimeAsync(attempt.Email)));
        }

        times.RemoveRange(0, Discarded);
        await CompareAsync("First try at an address", times.Where(time => time.Attempt.Try == 1));
        await CompareAsync("Later tries", times.Where(time => time.Attempt.Try > 1));
        await CompareAsync("All", times);
    }

    public void Dispose() => _http.Dispose();

    private Task CompareAsync(string what, IEnumerable<(Attempt Attempt, double Milliseconds)> times)
    {
        var all = times.ToLookup(time => time.Attempt.Known, time => time.Milliseconds);
        return new Samples([.. all[false]], [.. all[true]]).WriteAsync(output, what);
    }

    /// <summary>Each address as often as the product lets it, all mixed; the tries of one address stay in their order.</summary>
    private static List<Attempt> Plan(List<string> known)
    {
        var random = new Random(1);
        var unknown = known.Select(_ => NewEmail());
        var addresses = known.Select(email => (email, true)).Concat(unknown.Select(email => (email, false))).ToArray();
        var tries = new Dictionary<string, int>();
        var order = addresses.SelectMany(address => Enumerable.Repeat(address, TriesEach)).ToArray();
        random.Shuffle(order);
        return [.. order.Select(address => new Attempt(address.email, address.Item2, tries[address.email] = tries.GetValueOrDefault(address.email) + 1))];
    }

    private async Task<double> TimeAsync(string email)
    {
        using var content = JsonContent.Create(new { email, password = "a wrong password" });
        var start = Stopwatch.GetTimestamp();
        using var response = await _http.PostAsync("/v1/sessions", content);
        var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (response.StatusCode == HttpStatusCode.Unauthorized) return took;
        throw new HttpRequestException(response.StatusCode == HttpStatusCode.TooManyRequests
            ? "it throttles sign-ins. Start it with Accounts__MostFailuresOfNetwork=100000."
            : $"a wrong password is answered {(int)response.StatusCode}.");
    }

    private async Task<string> RegisterAsync()
    {
        var email = NewEmail();
        using var content = JsonContent.Create(new { email, password = "a password for load tests", name = "Load test" });
        using var response = await _http.PostAsync("/v1/users", content);
        response.EnsureSuccessStatusCode();
        return email;
    }

    private static string NewEmail() => $"{Guid.NewGuid():N}@load.test";
}
