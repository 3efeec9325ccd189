using System.Runtime.InteropServices;

namespace Marquee.LoadTest;

/// <summary>Ctrl-C, the end of the terminal, and SIGTERM ask for an end in order, the first time; a second Ctrl-C ends this process.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _asked = new();
    private readonly PosixSignalRegistration[] _signals;

    public Interrupt() => _signals =
        [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Ask))];

    public CancellationToken Token => _asked.Token;

    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
        _asked.Dispose();
    }

    private void Ask(PosixSignalContext context)
    {
        context.Cancel = !(_asked.IsCancellationRequested && context.Signal == PosixSignal.SIGINT);
        _asked.Cancel();
    }
}
