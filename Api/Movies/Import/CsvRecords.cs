using System.Runtime.CompilerServices;
using System.Text;

namespace Marquee.Api.Movies.Import;

/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Fields">Null where the record is too long.</param>
internal readonly record struct CsvRecord(int Line, IReadOnlyList<string>? Fields);

/// <summary>Comma-separated values as RFC 4180 has them: fields with commas, quotes or line breaks stand in quotes, and a quote in them is doubled.</summary>
internal sealed class CsvRecords(TextReader text, int longest)
{
    private readonly char[] _buffer = new char[8 * 1024];
    private readonly StringBuilder _field = new();
    private readonly List<string> _fields = [];
    private int _length;

    public async IAsyncEnumerable<CsvRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var (line, begun, quoted, afterQuote, first) = (1, 1, false, false, true);
        int count;
        while ((count = await text.ReadAsync(_buffer, cancellation)) > 0)
        {
            for (var at = 0; at < count; at++)
            {
                var sign = _buffer[at];
                if (first && sign == '\uFEFF') continue;
                first = false;
                if (sign == '\n') line++;
                if (quoted && !afterQuote)
                {
                    // The next sign tells whether this quote ends the field or stands for itself.
                    if (sign == '"') afterQuote = true;
                    else Append(sign);
                    continue;
                }

                if (afterQuote && sign == '"')
                {
                    Append(sign);
                    afterQuote = false;
                    continue;
                }

                if (afterQuote) (quoted, afterQuote) = (false, false);
                switch (sign)
                {
                    case '"' when _field.Length == 0:
                        quoted = true;
                        break;
                    case ',':
                        EndField();
                        break;
                    case '\n':
                        if (EndRecord(begun) is { } record) yield return record;
                        begun = line;
                        break;
                    case '\r':
                        break;
                    default:
                        Append(sign);
                        break;
                }
            }
        }

        if (EndRecord(begun) is { } last) yield return last;
    }

    private void Append(char sign)
    {
        if (_length++ < longest) _field.Append(sign);
    }

    private void EndField()
    {
        _fields.Add(_field.ToString());
        _field.Clear();
        // Fields count too: a row of nothing but commas is not to grow for ever.
        if (_length++ > longest) _fields.Clear();
    }

    /// <summary>Null where the line is empty.</summary>
    private CsvRecord? EndRecord(int begun)
    {
        var empty = _fields.Count == 0 && _field.Length == 0;
        var tooLong = _length > longest;
        EndField();
        CsvRecord record = new(begun, tooLong ? null : [.. _fields]);
        _fields.Clear();
        _length = 0;
        return empty && !tooLong ? null : record;
    }
}
