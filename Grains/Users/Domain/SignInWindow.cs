namespace Marquee.Users.Domain;

/// <summary>
/// The failures of the last while. At <paramref name="limit"/> of them no more attempts are taken until the oldest has passed out of the
/// window; an attempt that was refused does not count, so the wait is never longer than the window.
/// </summary>
internal sealed class SignInWindow(int limit, TimeSpan window)
{
    private readonly Queue<DateTimeOffset> _failures = new();

    /// <summary>How long until an attempt is taken again; zero where it is taken now.</summary>
    public TimeSpan Wait(DateTimeOffset now)
    {
        while (_failures.TryPeek(out var oldest) && oldest + window <= now) _failures.Dequeue();
        return _failures.Count < limit ? TimeSpan.Zero : _failures.Peek() + window - now;
    }

    public void Fail(DateTimeOffset now)
    {
        // Callers that asked together may all fail; more than the limit need not be remembered.
        if (_failures.Count == limit) _failures.Dequeue();
        _failures.Enqueue(now);
    }

    public void Succeed() => _failures.Clear();
}
