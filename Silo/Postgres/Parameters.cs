using Npgsql;
using NpgsqlTypes;

namespace Marquee.Silo.Postgres;

/// <summary>Positional parameters, in the order in which they are added.</summary>
internal static class Parameters
{
    /// <summary>Adds a statement, and answers with its parameters to be filled.</summary>
    public static NpgsqlParameterCollection Add(this NpgsqlBatch batch, string sql)
    {
#pragma warning disable CA2100 // Statements are constants of those who call.
        var command = new NpgsqlBatchCommand(sql);
#pragma warning restore CA2100
        batch.BatchCommands.Add(command);
        return command.Parameters;
    }

    public static NpgsqlParameterCollection With<T>(this NpgsqlParameterCollection parameters, T value) where T : notnull
    {
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return parameters;
    }

    /// <summary>Text may come from anywhere, and PostgreSQL has no zero character: it becomes one that nothing matches.</summary>
    public static NpgsqlParameterCollection WithText(this NpgsqlParameterCollection parameters, string? value) =>
        parameters.WithNullable(value?.Replace('\0', '\uFFFD'), NpgsqlDbType.Text);

    public static NpgsqlParameterCollection WithJson(this NpgsqlParameterCollection parameters, byte[] value) =>
        parameters.WithNullable(value, NpgsqlDbType.Jsonb);

    public static NpgsqlParameterCollection WithTime(this NpgsqlParameterCollection parameters, DateTimeOffset value) =>
        parameters.WithNullable(value.ToUniversalTime(), NpgsqlDbType.TimestampTz);

    /// <summary>A column: one value of each item, as an array.</summary>
    public static NpgsqlParameterCollection WithEach<TItem, T>(this NpgsqlParameterCollection parameters, List<TItem> items, Func<TItem, T> value) =>
        parameters.With(items.ConvertAll(item => value(item)));

    /// <inheritdoc cref="WithEach"/>
    public static NpgsqlParameterCollection WithTexts<TItem>(this NpgsqlParameterCollection parameters, List<TItem> items, Func<TItem, string?> value) =>
        parameters.WithEach(items, item => value(item)?.Replace('\0', '\uFFFD'));

    /// <inheritdoc cref="WithEach"/>
    public static NpgsqlParameterCollection WithJsons<TItem>(this NpgsqlParameterCollection parameters, List<TItem> items, Func<TItem, byte[]> value)
    {
        parameters.Add(new NpgsqlParameter<List<ReadOnlyMemory<byte>>>
        {
            TypedValue = items.ConvertAll(item => (ReadOnlyMemory<byte>)value(item)),
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb,
        });
        return parameters;
    }

    /// <summary>The same for JSON that is kept as it came, whatever its texts have in them.</summary>
    public static NpgsqlParameterCollection WithPlainJsons<TItem>(this NpgsqlParameterCollection parameters, List<TItem> items, Func<TItem, byte[]> value)
    {
        parameters.Add(new NpgsqlParameter<List<ReadOnlyMemory<byte>>>
        {
            TypedValue = items.ConvertAll(item => (ReadOnlyMemory<byte>)value(item)),
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Json,
        });
        return parameters;
    }

    /// <summary>Says what type a null would be of.</summary>
    public static NpgsqlParameterCollection WithNullable(this NpgsqlParameterCollection parameters, object? value, NpgsqlDbType type)
    {
        parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
        return parameters;
    }
}
