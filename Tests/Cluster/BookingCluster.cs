using System.Collections.Immutable;
using System.Diagnostics;
using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Shows;
using Marquee.Silo.Hosting;
using Marquee.Silo.Postgres;
using Marquee.Silo.Postgres.Schema;
using Marquee.Tests.Payments;
using Marquee.Tests.Postgres;
using Marquee.Tests.Theaters;
using Marquee.Theaters;
using Marquee.Wallets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Runtime;
using Orleans.TestingHost;
using Xunit;

namespace Marquee.Tests.Cluster;

/// <summary>Two silos on a database of their own, paying at a sandbox that speaks HTTP, with a clock that tests may set forward.</summary>
public class BookingCluster(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly TaskCompletionSource<IGrainFactory> _grains = new();
    private WebApplication? _webhooks;
    private SandboxHost? _sandbox;
    private InProcessTestCluster? _cluster;
    private string? _refused;
    private int _refuse;

    internal ShiftedClock Clock { get; } = new();

    internal NpgsqlDataSource Database { get; private set; } = null!;

    internal HttpClient Sandbox => _sandbox!.Http;

    internal InProcessTestCluster Silos => _cluster!;

    protected virtual string StorageProvider => "Batched";

    /// <summary>More than the cluster's own settings.</summary>
    protected virtual IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>();

    public virtual async Task InitializeAsync()
    {
        var connectionString = (await postgres.CreateDatabaseAsync()).ConnectionString;
        Database = NpgsqlDataSource.Create(connectionString);
        await new SchemaMigrator().MigrateAsync(Database, CancellationToken.None);
        _webhooks = await StartWebhooksAsync();
        _sandbox = await SandboxHost.StartAsync(connectionString, new Uri(_webhooks.Urls.Single()));
        _cluster = await ClusterStart.StartAsync(() => Build(connectionString));
        _grains.SetResult(_cluster.Client);
    }

    public virtual async Task DisposeAsync()
    {
        if (_cluster is not null) await _cluster.DisposeAsync();
        if (_sandbox is not null) await _sandbox.DisposeAsync();
        if (_webhooks is not null) await _webhooks.DisposeAsync();
        await Database.DisposeAsync();
    }

    internal IShowGrain Show(ShowId id) => _cluster!.Client.GetGrain<IShowGrain>(id.ToString());

    internal IBookingGrain Booking(BookingId id) => _cluster!.Client.GetGrain<IBookingGrain>(id.ToString());

    internal IPaymentGrain Payment(PaymentId id) => _cluster!.Client.GetGrain<IPaymentGrain>(id.ToString());

    internal IPaymentWebhookGrain Webhooks(string provider) => _cluster!.Client.GetGrain<IPaymentWebhookGrain>(provider);

    /// <summary>Answers so many deliveries about the payment with an error before it hands the next one on.</summary>
    internal void RefuseWebhooks(PaymentId payment, int deliveries) => (_refused, _refuse) = ($"{payment}", deliveries);

    internal IWalletGrain Wallet(UserId id) => _cluster!.Client.GetGrain<IWalletGrain>(id.ToString());

    internal T NewId<T>() where T : struct, IId<T> => Ids.New<T>(Clock);

    /// <summary>Opens a show of one silver row for each text, two hours from now.</summary>
    internal Task<ShowId> OpenShow(params ImmutableArray<string> rows) => OpenShow(TimeSpan.FromHours(2), rows);

    internal async Task<ShowId> OpenShow(TimeSpan ahead, params ImmutableArray<string> rows)
    {
        var show = NewId<ShowId>();
        var start = Clock.GetUtcNow() + ahead;
        await Show(show).Open(new OpenShow(
            NewId<MovieId>(), NewId<TheaterId>(), NewId<ScreenId>(), 1, Catalog.Layout(rows), start, start.AddHours(2), "Asia/Kolkata", "Hindi", null,
            new SeatPrices("INR", 20_000, 30_000, 40_000), new ShowRules()));
        return show;
    }

    internal async Task<BookingId> Book(ShowId show, UserId customer, params ImmutableArray<string> seats)
    {
        var id = NewId<BookingId>();
        var result = await Booking(id).Create(Command(show, customer, seats));
        Assert.Equal(CreateBookingOutcome.Created, result.Outcome);
        return id;
    }

    /// <summary>Books and pays by a card with that token.</summary>
    internal async Task<BookingId> Buy(ShowId show, UserId customer, string token, params ImmutableArray<string> seats)
    {
        var booking = await Book(show, customer, seats);
        Assert.Equal(PaymentStatus.Succeeded, (await Booking(booking).Pay(Card(customer, NewId<PaymentId>(), token))).Payment!.Status);
        return booking;
    }

    internal CancelBooking Cancellation(UserId customer, params ImmutableArray<string> seats) =>
        new(customer, seats, RefundTo.Source, NewId<RefundId>(), Fingerprint.Of(System.Text.Encoding.UTF8.GetBytes(string.Join(",", seats))));

    internal IShowCancellationGrain ShowCancellation(ShowId id) => _cluster!.Client.GetGrain<IShowCancellationGrain>(id.ToString());

    /// <summary>As when the minute of a reminder has passed, however far the clock was set.</summary>
    internal static Task Remind(IAddressable grain, string reminder) =>
        grain.AsReference<IRemindable>().ReceiveReminder(reminder, new TickStatus(DateTime.UtcNow, TimeSpan.FromMinutes(1), DateTime.UtcNow));

    internal static CreateBooking Command(ShowId show, UserId customer, params ImmutableArray<string> seats) =>
        new(customer, show, seats, null, Fingerprint.Of(System.Text.Encoding.UTF8.GetBytes(string.Join(",", seats))));

    internal static PayBooking Card(UserId customer, PaymentId payment, string token = "tok_success") =>
        new(customer, payment, new PaymentInstrument(PaymentMethod.Card, token), Catalog.Fingerprint(token));

    internal static PayBooking FromWallet(UserId customer, PaymentId payment) =>
        new(customer, payment, new PaymentInstrument(PaymentMethod.Wallet, null), Catalog.Fingerprint("wallet"));

    internal Task Give(UserId customer, long amount) => Wallet(customer).Move(
        new WalletMovement(Guid.NewGuid(), new Money(amount, "INR"), CounterAccounts.Promotions, "test"));

    internal async Task<string> SeatsOf(ShowId show)
    {
        var map = (await Show(show).Seats())!;
        return string.Join(" ", map.Plan.Seats.Zip(map.Status, (seat, status) => $"{seat.Label}:{status}").Where(text => !text.EndsWith("Free", StringComparison.Ordinal)));
    }

    /// <summary>Stops and starts each silo in its turn.</summary>
    internal async Task RestartSilosAsync()
    {
        AssertSilosMayStart();
        foreach (var silo in Silos.Silos.ToList()) await Silos.RestartSiloAsync(silo);
        await Silos.WaitForLivenessToStabilizeAsync();
    }

    /// <summary>Ends both silos with what they were doing, and starts two others.</summary>
    internal async Task KillSilosAsync()
    {
        AssertSilosMayStart();
        foreach (var silo in Silos.Silos.ToList()) await Silos.KillSiloAsync(silo);
        await Silos.StartSilosAsync(2);
        await Silos.WaitForLivenessToStabilizeAsync();
    }

    /// <summary>
    /// Orleans reads the clock that tests set forward too, and takes a silo for dead whose start, by the system's clock, was more than an hour
    /// before it (<c>ClusterMembershipOptions.SiloGenerationRetirementAge</c>): a silo that starts after that is told to end at once.
    /// </summary>
    private void AssertSilosMayStart() =>
        Assert.True(Clock.Ahead < TimeSpan.FromHours(1), $"The clock is {Clock.Ahead} ahead, so silos that start now are taken for dead. Restart them on a cluster whose clock nobody sets forward.");

    /// <summary>Asks until the answer is the expected one, and shows the last answer where it never is.</summary>
    internal static async Task Eventually<T>(T expected, Func<Task<T>> ask, int seconds = 30)
    {
        var watch = Stopwatch.StartNew();
        var answer = await ask();
        while (!Equals(answer, expected) && watch.Elapsed < TimeSpan.FromSeconds(seconds))
        {
            await Task.Delay(50);
            answer = await ask();
        }

        Assert.Equal(expected, answer);
    }

    private InProcessTestCluster Build(string connectionString)
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSiloHost((_, host) => host.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Provider"] = StorageProvider,
            ["Shows:WatchAfter"] = "00:00:03",
            ["Shows:WatchAtMostEvery"] = "00:00:05",
            ["Payments:Sandbox:BaseAddress"] = _sandbox!.Address.ToString(),
            ["Payments:Sandbox:ApiKey"] = SandboxHost.Key,
            ["Payments:Sandbox:Timeout"] = "00:00:02",
            ["Payments:Webhooks:Secrets:0"] = SandboxHost.Secrets[0],
        }).AddInMemoryCollection(Settings));
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<TimeProvider>(Clock);
            silo.AddMarqueeReminders(connectionString);
            silo.AddMarquee(connectionString);
        });
        return builder.Build();
    }

    /// <summary>Hands webhooks on as the API does.</summary>
    private async Task<WebApplication> StartWebhooksAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapPost("/", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            if (_refused is { } refused && body.ToArray().AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(refused)) >= 0 && Interlocked.Decrement(ref _refuse) >= 0) return Results.StatusCode(503);
            var receiver = (await _grains.Task).GetGrain<IPaymentWebhookGrain>("sandbox");
            var outcome = await receiver.Receive(new PaymentWebhook(body.ToArray(), request.Headers["Marquee-Signature"].ToString()));
            return outcome == WebhookOutcome.Accepted ? Results.NoContent() : Results.BadRequest();
        });
        await app.StartAsync();
        return app;
    }
}
