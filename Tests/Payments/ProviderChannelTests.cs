using Marquee.Payments;
using Xunit;

namespace Marquee.Tests.Payments;

[Collection("postgres")]
public sealed class ProviderChannelTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    private static readonly PaymentState Payment = new()
    {
        Purpose = new PaymentPurpose(new BookingId(Guid.NewGuid())),
        Amount = new Money(25_000, "INR"),
        Instrument = new PaymentInstrument(PaymentMethod.Card, "tok_success"),
    };

    [Fact]
    public async Task Asked_about_a_charge_that_never_arrived_it_makes_sure_that_it_never_will()
    {
        var channel = new ProviderChannel(sandbox.Provider);
        var payment = SandboxFixture.NewPayment();
        Assert.Equal(PaymentStatus.Failed, (await channel.AskAsync(payment, Payment)).Status);

        // The request that was under way all the time.
        var late = await channel.ChargeAsync(payment, Payment);

        Assert.Equal(PaymentStatus.Failed, late.Status);
    }

    [Fact]
    public async Task Asked_about_a_charge_that_was_captured_it_says_so_and_giving_up_takes_nothing_back()
    {
        var channel = new ProviderChannel(sandbox.Provider);
        var payment = SandboxFixture.NewPayment();
        await channel.ChargeAsync(payment, Payment);
        Assert.Equal(PaymentStatus.Succeeded, (await channel.AskAsync(payment, Payment)).Status);
        Assert.Equal(PaymentStatus.Succeeded, (await channel.CancelAsync(payment, Payment)).Status);
    }
}
