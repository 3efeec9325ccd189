using Marquee.Tests.Payments.RazorpayShaped;
using Marquee.Tests.Payments.StripeShaped;
using Marquee.Tests.Postgres;

namespace Marquee.Tests.Cluster;

/// <summary>The same silos, paying at servers that answer as Stripe and Razorpay do.</summary>
public sealed class ProvidersCluster(PostgresFixture postgres) : BookingCluster(postgres)
{
    internal StripeServer Stripe { get; private set; } = null!;

    internal RazorpayServer Razorpay { get; private set; } = null!;

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>(StripeProviderTests.Settings(Stripe).Concat(RazorpayProviderTests.Settings(Razorpay)));

    public override async Task InitializeAsync()
    {
        Stripe = await StripeServer.StartAsync();
        Razorpay = await RazorpayServer.StartAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Stripe.DisposeAsync();
        await Razorpay.DisposeAsync();
    }
}
