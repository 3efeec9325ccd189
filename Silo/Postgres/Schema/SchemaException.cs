namespace Marquee.Silo.Postgres.Schema;

/// <summary>The database does not have the schema that this release was built for, and no script may bring it there.</summary>
public sealed class SchemaException : Exception
{
    public SchemaException() { }

    public SchemaException(string message) : base(message) { }

    public SchemaException(string message, Exception inner) : base(message, inner) { }
}
