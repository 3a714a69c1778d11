using System.Runtime.CompilerServices;
using System.Text;

namespace Rushes.Media.Isobmff;

/// <summary>
/// Where a box stands, "moov/trak/mdia": spelt out only when a message needs it, as a reader passes millions of boxes.
/// </summary>
internal readonly struct BoxPath(string? root)
{
    // No box of interest lies deeper: moov/trak/mdia/minf/stbl/stsd/encv/sinf/schi/tenc.
    private const int Deepest = 10;

    private readonly string? _root = root;
    private readonly Types _types;
    private readonly int _depth;

    private BoxPath(BoxPath parent, BoxType child)
        : this(parent._root)
    {
        _types = parent._types;
        _depth = parent._depth;
        if (_depth < Deepest)
        {
            _types[_depth++] = child;
        }
    }

    public static implicit operator BoxPath(string root) => new(root);

    public BoxPath Child(BoxType type) => new(this, type);

    public override string ToString()
    {
        var text = new StringBuilder(_root);
        foreach (var type in _types[.._depth])
        {
            text.Append(text.Length == 0 ? "" : "/").Append(type);
        }

        return text.ToString();
    }

    [InlineArray(Deepest)]
    private struct Types
    {
        private BoxType _first;
    }
}
