using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.Avc;
using Rushes.Media.Bitstreams.Hevc;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Indexing;

/// <summary>Frames of length-prefixed NAL units (ISO/IEC 14496-15 §4.3) as a byte stream (Annex B of Rec. ITU-T H.264 and H.265).</summary>
internal sealed class ByteStreamFrames
{
    private readonly FrameIndex _index;
    private readonly IReadOnlyList<ReadOnlyMemory<byte>> _sets;
    private readonly int _lengthSize;
    private readonly BoxWriter _writer = new();

    /// <exception cref="ArgumentException">The track has no NAL units.</exception>
    public ByteStreamFrames(FrameIndex index)
    {
        _index = index;
        (_sets, _lengthSize) = Parse(index.Format);
    }

    private static ReadOnlySpan<byte> StartCode => [0, 0, 0, 1];

    /// <returns>Valid until the next frame is converted.</returns>
    /// <exception cref="MediaFormatException">It is not made of NAL units.</exception>
    public ReadOnlyMemory<byte> Convert(int frame, ReadOnlySpan<byte> stored)
    {
        _writer.Clear();
        if (_index.IsKey(frame))
        {
            foreach (var set in _sets)
            {
                Write(set.Span);
            }
        }

        try
        {
            var units = new SampleNalUnits(stored, _lengthSize);
            while (units.TryRead(out var unit))
            {
                Write(unit.Bytes);
            }
        }
        catch (MediaFormatException malformed)
        {
            var chunk = _index.Chunks[_index.ChunkOf(frame)];
            throw new MediaFormatException($"{chunk.Uri}: frame {_index.PresentationOrder(frame)}: {malformed.What}", _index.Offset(frame) + malformed.Offset, malformed);
        }

        return _writer.Written;
    }

    private static (IReadOnlyList<ReadOnlyMemory<byte>> Sets, int LengthSize) Parse(TrackFormat format)
    {
        switch (format.Codec)
        {
            case "avc":
                var avc = AvcDecoderConfiguration.Parse(format.Configuration.Span);
                return ([.. avc.SequenceParameterSets, .. avc.PictureParameterSets], avc.NalLengthSize);
            case "hevc":
                var hevc = HevcDecoderConfiguration.Parse(format.Configuration.Span);
                return ([.. hevc.Arrays.SelectMany(array => array.Units)], hevc.NalLengthSize);
            default:
                throw new ArgumentException($"Tracks of {format.Codec} have no NAL units.", nameof(format));
        }
    }

    private void Write(ReadOnlySpan<byte> unit)
    {
        _writer.Bytes(StartCode);
        _writer.Bytes(unit);
    }
}
