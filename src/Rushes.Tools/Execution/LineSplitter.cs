using System.Text;

namespace Rushes.Tools.Execution;

/// <summary>Cuts a stream of bytes into lines, at line feeds and carriage returns; memory is one line at most.</summary>
internal sealed class LineSplitter(int maximumBytes, Action<string> onLine)
{
    private readonly byte[] _line = new byte[maximumBytes];
    private int _length;

    internal void Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
            var piece = end < 0 ? bytes : bytes[..end];
            var room = Math.Min(piece.Length, _line.Length - _length);
            piece[..room].CopyTo(_line.AsSpan(_length));
            _length += room;
            if (end < 0)
                return;
            Finish();
            bytes = bytes[(end + 1)..];
        }
    }

    /// <summary>Hands over what stands in the buffer; empty lines are nothing.</summary>
    internal void Finish()
    {
        if (_length == 0)
            return;
        var line = Encoding.UTF8.GetString(_line, 0, _length);
        _length = 0;
        onLine(line);
    }
}
