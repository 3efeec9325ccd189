using Polly;
using Polly.CircuitBreaker;

namespace Marquee.Silo.Notifications;

/// <summary>Lets a channel rest whose provider is down, so that its messages wait and use up no tries.</summary>
internal sealed class ChannelCircuit
{
    private readonly ResiliencePipeline<SendResult> _pipeline;
    private long _restsUntil;

    public ChannelCircuit(NotificationOptions options, TimeProvider clock) => _pipeline = new ResiliencePipelineBuilder<SendResult> { TimeProvider = clock }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<SendResult>
        {
            ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome is { Result.Down: true }),
            FailureRatio = 0.5,
            MinimumThroughput = options.BreakAfter,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = options.BreakFor,
            OnOpened = opened =>
            {
                Volatile.Write(ref _restsUntil, (clock.GetUtcNow() + opened.BreakDuration).UtcTicks);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    /// <summary>True while nothing need be taken in hand: it would be refused.</summary>
    public bool Rests(DateTimeOffset now) => now.UtcTicks < Volatile.Read(ref _restsUntil);

    /// <exception cref="BrokenCircuitException">It rests, or is being tried with another message. Nothing was done.</exception>
    public async ValueTask<SendResult> RunAsync(OutgoingMessage message, IMessageSender sender, CancellationToken cancellation) =>
        await _pipeline.ExecuteAsync(async token => await sender.SendAsync(message, token), cancellation);
}
