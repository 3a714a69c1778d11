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
    private readonly byte[] _evidence = new byte[to - from];
    private readonly byte[] _picture = new byte[SmallPicture.Size];
    private readonly MotionField[] _fields = new MotionField[JumpMeter.Frames];
    private readonly byte[][] _halves = [.. Enumerable.Range(0, ChangeMeter.Pictures).Select(_ => new byte[SmallPicture.HalfSize])];
    private readonly int[] _steps = new int[JumpMeter.Frames];
    private int _count;

    /// <param name="picture">The next one.</param>
    public void Add(ReadOnlySpan<byte> picture)
    {
        Shift(_halves);
        SmallPicture.Halve(picture, _halves[^1]);
        Shift(_steps);
        _steps[^1] = _count == 0 ? 0 : SmallPicture.Step(_picture, picture);
        if (_count >= from && _count < to)
        {
            measures.Steps.Add((uint)_steps[^1]);
            measures.EdgeEnergies.Add(SmallPicture.Edges(picture));
        }

        // The first one has none before it, and is taken for one without motion.
        Shift(_fields);
        _fields[^1] = MotionField.Between(_count == 0 ? _halves[^1] : _halves[^2], _halves[^1]);
        Measure(_count - Beside);
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

        (measures.SteadyBlocks, measures.LongerBlocks, measures.JumpEvidence) = (ByteString.CopyFrom(_steady), ByteString.CopyFrom(_longer), ByteString.CopyFrom(_evidence));
    }

    private void Measure(int middle)
    {
        if (_count < JumpMeter.Frames || middle < from || middle >= to)
        {
            return;
        }

        (_steady[middle - from], _longer[middle - from]) = JumpMeter.Of(_fields);
        if (_steps[Beside] >= JumpWitness.LongStep * (_steps[Beside - 1] + _steps[Beside + 1]) / 2)
        {
            _evidence[middle - from] = (byte)JumpWitness.Weigh(PaceMeter.Of(_fields, _halves[^4], _halves[^3]), ChangeMeter.Of(_halves));
        }
    }

    /// <summary>The first becomes the last, to be written over.</summary>
    private static void Shift<T>(Span<T> last)
    {
        var first = last[0];
        last[1..].CopyTo(last);
        last[^1] = first;
    }
}
