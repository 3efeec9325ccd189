using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Marquee.LoadTest.Faults.Scenarios;

/// <summary>A payment provider that misbehaves, as its sandbox can be told to.</summary>
internal static class ProviderFaults
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(10);

    public static IEnumerable<Scenario> All =>
    [
        Of("provider-slow", "the provider answers 4 s late for 10 s", new { delay = "00:00:04" }),
        Of("provider-reset", "the provider charges and breaks the connection, for 10 s", new { resetAfterCharge = true }),
        // The first repeat of a refund comes after a minute, the next after two.
        Of("provider-refuses-refunds", "the provider refuses refunds for 10 s", new { refuseRefunds = true }) with { EndsWithin = TimeSpan.FromMinutes(5) },
        Of("webhooks", "every webhook ten times and newest first, for 10 s", new { webhookCopies = 10, webhooksReversed = true }),
    ];

    private static Scenario Of(string name, string what, object faults) => new(name, what, async site =>
    {
        await PutAsync(site, faults);
        site.WatchFromNow(site.Stage.Hot, site.Stage.Shows[0]);
        await Task.Delay(Time);
    })
    {
        Heal = site => PutAsync(site, new { }),
    };

    private static async Task PutAsync(Site site, object faults)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Ground.SandboxKey);
        using var answer = await http.PutAsJsonAsync(new Uri(site.Cluster.Sandbox.Url, "/sandbox-payments/v1/faults"), faults);
        answer.EnsureSuccessStatusCode();
    }
}
