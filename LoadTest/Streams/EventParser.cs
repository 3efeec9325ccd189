using System.Buffers.Text;

namespace Marquee.LoadTest.Streams;

/// <summary>
/// Takes the events out of a chunked answer, whatever pieces it comes in. Keeps no more than an event that is not whole yet: there are
/// thousands of these.
/// </summary>
internal sealed class EventParser(Action<ReadOnlyMemory<byte>> whole)
{
    private const int Small = 1024;
    private byte[] _event = [];
    private int _filled;
    private int _size;
    private State _state;

    /// <summary>Where in the framing of a chunk it is.</summary>
    private enum State
    {
        Size,
        RestOfSizeLine,
        Data,
        EndOfData,
    }

    /// <exception cref="IOException">The answer has ended, or is no chunked one.</exception>
    public void Feed(ReadOnlySpan<byte> piece)
    {
        while (!piece.IsEmpty)
        {
            if (_state == State.Data)
            {
                var taken = Math.Min(_size, piece.Length);
                Append(piece[..taken]);
                piece = piece[taken..];
                if ((_size -= taken) == 0) _state = State.EndOfData;
                continue;
            }

            Frame(piece[0]);
            piece = piece[1..];
        }
    }

    private void Frame(byte next)
    {
        switch (_state)
        {
            case State.Size when Utf8Parser.TryParse([next], out int digit, out _, 'x'):
                _size = (_size * 16) + digit;
                break;
            case State.Size when next == '\r':
                _state = State.RestOfSizeLine;
                break;
            case State.RestOfSizeLine when next == '\n':
                _state = _size == 0 ? throw new IOException("The stream was ended.") : State.Data;
                break;
            case State.EndOfData when next == '\r':
                break;
            case State.EndOfData when next == '\n':
                (_state, _size) = (State.Size, 0);
                break;
            default:
                throw new IOException("The stream is not chunked as it should be.");
        }
    }

    private void Append(ReadOnlySpan<byte> data)
    {
        if (_event.Length < _filled + data.Length) Array.Resize(ref _event, Math.Max(Small, (_filled + data.Length) * 2));
        data.CopyTo(_event.AsSpan(_filled));
        _filled += data.Length;
        var start = 0;
        int end;
        while ((end = _event.AsSpan(start, _filled - start).IndexOf("\n\n"u8)) >= 0)
        {
            whole(_event.AsMemory(start, end));
            start += end + 2;
        }

        if (start == 0) return;
        // A whole map was large, and what follows it is not.
        var rest = _event.AsSpan(start, _filled - start).ToArray();
        (_event, _filled) = (rest, rest.Length);
    }
}
