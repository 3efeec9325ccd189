using System.Threading.Channels;

namespace Marquee.Silo.Postgres.Storage;

/// <summary>What one writer sends next: everything that has arrived, up to a limit, each row once and in the order of the keys.</summary>
internal sealed class Batch(int limit)
{
    private readonly List<RowWrite> _rows = new(limit);
    private readonly HashSet<(string, string)> _keys = new(limit);
    private List<RowWrite> _later = [];
    private List<RowWrite> _waited = [];

    /// <summary>Writes of rows that were already in the batch: a statement can change a row only once.</summary>
    public bool HasLater => _later.Count > 0;

    public IReadOnlyList<RowWrite> Next(ChannelReader<RowWrite> queue)
    {
        _rows.Clear();
        _keys.Clear();
        (_waited, _later) = (_later, _waited);
        _later.Clear();

        foreach (var row in _waited) Add(row);
        while (_rows.Count + _later.Count < limit && queue.TryRead(out var row)) Add(row);

        // Two writers that take the same locks in the same order do not wait for each other in a circle.
        _rows.Sort(static (a, b) => string.CompareOrdinal(a.Type, b.Type) is not 0 and var order ? order : string.CompareOrdinal(a.Key, b.Key));
        return _rows;
    }

    private void Add(RowWrite row) => (_keys.Add((row.Type, row.Key)) ? _rows : _later).Add(row);
}
