namespace Marquee.Silo.Hosting;

/// <summary>The process cannot start, for a reason its operator can mend. The message is one sentence for people.</summary>
public sealed class StartException : Exception
{
    public StartException() { }

    public StartException(string message) : base(message) { }

    public StartException(string message, Exception inner) : base(message, inner) { }
}
