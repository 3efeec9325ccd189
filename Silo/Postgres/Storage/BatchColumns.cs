using Npgsql;
using NpgsqlTypes;

namespace Marquee.Silo.Postgres.Storage;

/// <summary>The rows of a batch turned into columns: one array a column is all that the statement needs, however many rows.</summary>
internal sealed class RowColumns
{
    private readonly List<string> _types = [];
    private readonly List<string> _keys = [];
    private readonly List<long> _versions = [];
    private readonly List<byte[]> _payloads = [];
    private readonly List<byte[]?> _archives = [];

    public void Fill(ArraySegment<RowWrite> rows)
    {
        _types.Clear();
        _keys.Clear();
        _versions.Clear();
        _payloads.Clear();
        _archives.Clear();
        foreach (var row in rows)
        {
            _types.Add(row.Type);
            _keys.Add(row.Key);
            _versions.Add(row.Version);
            _payloads.Add(row.Payload);
            _archives.Add(row.Archive);
        }
    }

    public void Bind(NpgsqlCommand command)
    {
        command.Parameters.Add(Column.Of(_types, NpgsqlDbType.Text));
        command.Parameters.Add(Column.Of(_keys, NpgsqlDbType.Text));
        command.Parameters.Add(Column.Of(_versions, NpgsqlDbType.Bigint));
        command.Parameters.Add(Column.Of(_payloads, NpgsqlDbType.Bytea));
        command.Parameters.Add(Column.Of(_archives, NpgsqlDbType.Bytea));
    }
}

/// <summary>The events of a batch as columns, each with the place of its row, counted from one.</summary>
internal sealed class EventColumns
{
    private readonly List<long> _rows = [];
    private readonly List<Guid> _ids = [];
    private readonly List<string> _topics = [];
    private readonly List<string> _types = [];
    private readonly List<string> _aggregates = [];
    private readonly List<DateTimeOffset> _occurred = [];
    private readonly List<ReadOnlyMemory<byte>> _payloads = [];

    public void Fill(ArraySegment<RowWrite> rows)
    {
        _rows.Clear();
        _ids.Clear();
        _topics.Clear();
        _types.Clear();
        _aggregates.Clear();
        _occurred.Clear();
        _payloads.Clear();
        for (var place = 1; place <= rows.Count; place++)
        {
            foreach (var raised in rows[place - 1].Events)
            {
                _rows.Add(place);
                _ids.Add(raised.Id);
                _topics.Add(raised.Topic);
                _types.Add(raised.Type);
                _aggregates.Add(raised.Aggregate);
                _occurred.Add(raised.OccurredAt.ToUniversalTime());
                _payloads.Add(raised.Payload);
            }
        }
    }

    public void Bind(NpgsqlCommand command)
    {
        command.Parameters.Add(Column.Of(_rows, NpgsqlDbType.Bigint));
        command.Parameters.Add(Column.Of(_ids, NpgsqlDbType.Uuid));
        command.Parameters.Add(Column.Of(_topics, NpgsqlDbType.Text));
        command.Parameters.Add(Column.Of(_types, NpgsqlDbType.Text));
        command.Parameters.Add(Column.Of(_aggregates, NpgsqlDbType.Text));
        command.Parameters.Add(Column.Of(_occurred, NpgsqlDbType.TimestampTz));
        command.Parameters.Add(Column.Of(_payloads, NpgsqlDbType.Json));
    }
}

internal static class Column
{
    public static NpgsqlParameter Of<T>(List<T> values, NpgsqlDbType type) =>
        new NpgsqlParameter<List<T>> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
}
