using Rushes.Media.Indexing;

namespace Rushes.Media.Conformance.Judges;

/// <summary>Holds the stream against the buffer that it signals itself.</summary>
internal sealed class SignalledBufferJudge(FrameIndex index, SignalledBuffer buffer, string standard, FaultLog log) : IPictureJudge
{
    // Containers round times: to a millisecond at worst.
    private const double LongestRounding = 0.001;

    private LeakyBucket? _bucket;

    public void Take(int frame, in CodedPicture picture)
    {
        // The first bits come so much earlier than their picture is due (C.1.2; C.2.3).
        _bucket ??= new LeakyBucket(buffer.Rate, buffer.Size, Math.Min(1, (picture.InitialDelay ?? double.PositiveInfinity) * buffer.Rate / buffer.Size));
        if (_bucket.Take(index.SecondsSinceFrameBefore(frame), buffer.OfSlicesAlone ? picture.VclBits : index.Size(frame) * 8L) is var missing && missing > LongestRounding * buffer.Rate)
        {
            log.Warn(
                frame, FaultCodes.SignalledUnderflow, $"{standard} Annex C", "The buffer that the stream signals runs empty: the picture has not come when it is due.",
                ("bitsMissing", (long)missing), ("bitRate", buffer.Rate), ("buffer", buffer.Size));
        }
    }
}
