using Google.Protobuf;
using Rushes.Inspection.Motion;
using Rushes.Inspection.Workflow;

namespace Rushes.Inspection.Functions.Measure;

/// <summary>Steps, edges and motion of small pictures that come one behind the other.</summary>
/// <param name="from">Number of the first picture that is wanted, counted from the first that comes.</param>
/// <param name="to">Behind the last.</param>
/// <param name="measures">Gets a value for each of them.</param>
internal sealed class MotionReading(int from, int to, PictureMeasures measures)
{
    private const int Beside = JumpMeter.Frames / 2;

    private readonly byte[] _steady = new byte[to - from];
    private readonly byte[] _longer = new byte[to - from];
    private readonly byte[] _picture = new byte[SmallPicture.Size];
    private readonly MotionField[] _fields = new MotionField[JumpMeter.Frames];
    private byte[] _half = new byte[SmallPicture.HalfSize];
    private byte[] _before = new byte[SmallPicture.HalfSize];
    private int _count;

    /// <param name="picture">The next one.</param>
    public void Add(ReadOnlySpan<byte> picture)
    {
        (_half, _before) = (_before, _half);
        SmallPicture.Halve(picture, _half);
        if (_count >= from && _count < to)
        {
            measures.Steps.Add((uint)(_count == 0 ? 0 : SmallPicture.Step(_picture, picture)));
            measures.EdgeEnergies.Add(SmallPicture.Edges(picture));
        }

        // The first one has none before it, and is taken for one without motion.
        AddField(MotionField.Between(_count == 0 ? _half : _before, _half));
        picture.CopyTo(_picture);
        _count++;
    }

    /// <exception cref="InvalidDataException">Not all of the pictures came.</exception>
    public void End()
    {
        if (_count < to)
        {
            throw new InvalidDataException($"FFmpeg made {_count} small pictures where {to} were wanted.");
        }

        (measures.SteadyBlocks, measures.LongerBlocks) = (ByteString.CopyFrom(_steady), ByteString.CopyFrom(_longer));
    }

    private void AddField(MotionField field)
    {
        _fields.AsSpan(1).CopyTo(_fields);
        _fields[^1] = field;
        var middle = _count - Beside;
        if (_count >= JumpMeter.Frames && middle >= from && middle < to)
        {
            (_steady[middle - from], _longer[middle - from]) = JumpMeter.Of(_fields);
        }
    }
}
