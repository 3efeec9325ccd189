using System.Diagnostics;
using System.Globalization;
using Marquee.Tests.Api;
using Marquee.Tests.Faults;
using Marquee.Tests.Postgres;
using Marquee.Tests.Tickets.Passes;
using Xunit;
using Xunit.Abstractions;

namespace Marquee.Tests.Hostile;

/// <summary>
/// Every operation of the OpenAPI document is fed with what only an enemy or a broken client would send, as nobody, as a customer and as
/// an admin: the product answers each with a good answer or a refusal, and nothing else happens.
/// <para>
/// What "nothing else happens" means: nobody and the customer go first and get the ids of everything, the victim's included, for every
/// operation. Afterwards the whole catalogue and all that is the victim's are byte for byte what they were. Then comes the admin, whose
/// good requests may change the house; an admin gets the victim's ids for all but what admins do, and the victim's things, which no
/// admin touched, are still the same. The victim's hall is sold out, so its seat map stays even where a request to book it is good.
/// </para>
/// <para>MARQUEE_FUZZ_SEED and MARQUEE_FUZZ_COUNT make another run; a failure names both.</para>
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output) : IDisposable
{
    public const string WebhookSecret = "a secret of the fuzz test's own";
    private const int Seed = 20_261_128;
    private const int Count = 28_000;
    private const int WarmUp = 2_000;
    private const long MostGrowth = 200L << 20;
    private readonly string _data = Directory.CreateTempSubdirectory("marquee-fuzz-").FullName;

    private static readonly string[] Settings =
    [
        "Limits:UserPerSecond=1000000", "Limits:UserBurst=1000000", "Limits:AddressPerSecond=1000000", "Limits:AddressBurst=1000000",
        // Cheap hashes: how hard a password is to guess is not what is asked here.
        "Accounts:HashMemoryKiB=8", "Accounts:HashIterations=1", "Accounts:MostFailures=1000", "Accounts:MostFailuresOfNetwork=100000", "Accounts:MostSessions=1000", "Limits:RefusedSignIn=00:00:00",
        // A refund is stuck after its first try, and who retries it gets it back at once; that each of these is told as an error is not what is asked here.
        "Refunds:MostTries=1", "Logging:LogLevel:Marquee.Payments.PaymentGrain=None",
        "Shows:HoldTime=01:00:00", $"Payments:Webhooks:Secrets:0={WebhookSecret}", $"Payments:Sandbox:Service:WebhookSecrets:0={WebhookSecret}",
    ];

    [Fact]
    public async Task Whatever_is_sent_is_answered_refused_or_done_and_never_breaks_anything()
    {
        var (seed, count) = (FromEnvironment("MARQUEE_FUZZ_SEED", Seed), FromEnvironment("MARQUEE_FUZZ_COUNT", Count));
        // A server that tests can reach, for what no request brings about.
        var database = (await PostgresServer.CreateDatabaseAsync()).ConnectionString;
        using var wallets = new WalletFiles();
        await using var product = await ProductProcess.StartAsync(
            _data, database, [.. Settings, $"Notifications:File:Directory={Path.Combine(_data, "mail")}", .. wallets.Settings.Select(setting => $"{setting.Key}={setting.Value}")]);
        using var nobody = product.Client();
        var house = await House.MakeAsync(product, database);
        using var victim = house.Victim;
        var maker = new RequestMaker(house, (await nobody.GetAsync("/openapi/v1.json")).Is(200).Json, seed, count);
        var fuzzer = new Fuzzer(product.Url, maker, seed);
        var (catalogue, victims) = (await House.CatalogueAsync(nobody), await house.SeeVictimAsync());
        var clock = Stopwatch.StartNew();

        await fuzzer.RunToAsync(Math.Min(WarmUp, maker.AdminsFrom));
        var before = Memory(product);
        await fuzzer.RunToAsync(maker.AdminsFrom);
        AssertFine(fuzzer, product);
        Assert.Equal(catalogue, await House.CatalogueAsync(nobody));
        Assert.Equal(victims, await house.SeeVictimAsync());

        await fuzzer.RunToAsync(count);
        AssertFine(fuzzer, product);
        Assert.Equal(victims, await house.SeeVictimAsync());
        (await nobody.PostAsync("/v1/sessions/refresh", new { refreshToken = house.VictimsRefreshToken })).Is(200);

        var growth = Memory(product) - before;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{fuzzer.Coverage.Total} requests in {clock.Elapsed.TotalSeconds:0.0} s, grown by {growth >> 20} MiB"));
        output.WriteLine(fuzzer.Coverage.ToString());
        Assert.True(growth < MostGrowth, $"The process has grown by {growth >> 20} MiB.");
        if (count >= Count) AssertDeep(fuzzer.Coverage, maker.Operations);
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private static void AssertFine(Fuzzer fuzzer, ProductProcess product)
    {
        Assert.True(fuzzer.Faults.Count == 0, string.Join('\n', fuzzer.Faults) + (fuzzer.Faults.Count > 0 ? product.Output[^Math.Min(8_000, product.Output.Length)..] : ""));
        Assert.DoesNotContain("fail:", product.Output, StringComparison.Ordinal);
    }

    private static void AssertDeep(Coverage coverage, IReadOnlyList<Operation> operations)
    {
        foreach (var operation in operations)
        {
            foreach (var who in Enum.GetValues<Who>()) Assert.True(coverage.Of(operation, who) >= 100, $"{operation.Name} was hardly tried as {who}.");
            Assert.True(coverage.Succeeded(operation) > 0, $"{operation.Name} never succeeded.");
            // An import tells of bad lines in a good answer.
            if (operation.Body is not null && operation.ContentType == "application/json") Assert.True(coverage.Invalid(operation) > 0 || operation.Path.Contains("/sessions/", StringComparison.Ordinal), $"{operation.Name} never got to validation.");
        }

        Assert.InRange(coverage.Deep(Who.Admin), 0.4, 1);
        Assert.InRange(coverage.Deep(Who.Customer), 0.2, 1);
    }

    private static long Memory(ProductProcess product)
    {
        using var process = Process.GetProcessById(product.Id);
        return process.WorkingSet64;
    }

    private static int FromEnvironment(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
