namespace Marquee.Silo.Postgres.Private;

/// <summary>The private PostgreSQL cannot run here. The message is one sentence for the person who started the product, and says what to do.</summary>
public sealed class PostgresUnavailableException : Exception
{
    public PostgresUnavailableException() { }

    public PostgresUnavailableException(string message) : base(message) { }

    public PostgresUnavailableException(string message, Exception inner) : base(message, inner) { }
}
