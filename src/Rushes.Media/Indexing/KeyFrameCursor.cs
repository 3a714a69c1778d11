using Rushes.Media.Timing;

namespace Rushes.Media.Indexing;

/// <summary>Goes through the frames where a video can be cut.</summary>
internal sealed class KeyFrameCursor
{
    private readonly FrameIndex _index;
    private readonly IEnumerator<int> _frames;

    public KeyFrameCursor(FrameIndex index)
    {
        _index = index;
        _frames = ClosedKeyFrames.Of(index, 0, index.Count).GetEnumerator();
        Advance();
    }

    public bool IsAtEnd { get; private set; }

    public int Frame => _frames.Current;

    public Rational Time => new(_index.PresentationTime(Frame), _index.Timescale);

    /// <summary>Clocks of renditions round differently: what is less than half a frame apart is one instant.</summary>
    public Rational Tolerance => new(_index.Duration(Frame), 2L * _index.Timescale);

    public void Advance() => IsAtEnd = !_frames.MoveNext();
}
