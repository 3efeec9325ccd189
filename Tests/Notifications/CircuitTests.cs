using Marquee.Silo.Hosting;
using Marquee.Silo.Notifications;
using Marquee.Silo.Notifications.Channels;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Polly.CircuitBreaker;
using Xunit;

namespace Marquee.Tests.Notifications;

/// <summary>A provider that is down is left alone for a while, and no other with it.</summary>
public sealed class CircuitTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly NotificationOptions _options = new() { BreakAfter = 3, BreakFor = TimeSpan.FromSeconds(30) };

    [Fact]
    public async Task After_some_failures_a_channel_rests_and_is_tried_again_later()
    {
        var circuit = new ChannelCircuit(_options, _clock);
        var nobody = Sender(FreePort.Next(), null);
        for (var i = 0; i < 3; i++)
        {
            Assert.False(circuit.Rests(_clock.GetUtcNow()));
            Assert.True((await RunAsync(circuit, nobody, "guest@example.test")).Down);
        }

        Assert.True(circuit.Rests(_clock.GetUtcNow()));
        await Assert.ThrowsAsync<BrokenCircuitException>(() => RunAsync(circuit, nobody, "guest@example.test"));

        await using var server = await SmtpReceiver.StartAsync();
        // Each channel has a circuit of its own.
        Assert.Equal(SendOutcome.Sent, (await RunAsync(new ChannelCircuit(_options, _clock), Sender(server.Port, server.CaFile), "other@example.test")).Outcome);
        _clock.Advance(TimeSpan.FromSeconds(31));
        Assert.False(circuit.Rests(_clock.GetUtcNow()));
        for (var i = 0; i < 4; i++) Assert.Equal(SendOutcome.Sent, (await RunAsync(circuit, Sender(server.Port, server.CaFile), "guest@example.test")).Outcome);
    }

    [Fact]
    public async Task Bad_addresses_are_no_reason_to_rest()
    {
        await using var server = await SmtpReceiver.StartAsync();
        var circuit = new ChannelCircuit(_options, _clock);
        for (var i = 0; i < 6; i++) Assert.Equal(SendOutcome.Refused, (await RunAsync(circuit, Sender(server.Port, server.CaFile), "refuse-a@example.test")).Outcome);
        Assert.False(circuit.Rests(_clock.GetUtcNow()));
    }

    private static async Task<SendResult> RunAsync(ChannelCircuit circuit, SmtpSender sender, string to) => await circuit.RunAsync(Messages.To(to), sender, CancellationToken.None);

    private static SmtpSender Sender(int port, string? ca) => new(Options.Create(new SmtpOptions
    {
        Host = "localhost", Port = port, CaFile = ca, Username = SmtpReceiver.User, Password = SmtpReceiver.Password, From = "tickets@example.test",
    }));
}
