using Rushes.Media.Bitstreams.Avc;
using Rushes.Media.Bitstreams.Sei;

namespace Rushes.Media.Conformance.Syntax;

/// <summary>What has been seen of one sample of AVC.</summary>
internal sealed class AvcPictureReading
{
    private AvcSliceHeader _last;

    public HdrMetadata Hdr { get; } = new();

    public AvcSliceHeader? First { get; private set; }

    /// <summary>The second field of a pair, where there is one.</summary>
    public AvcSliceHeader? Second { get; private set; }

    public AvcSequenceParameterSet? Sequence { get; private set; }

    /// <summary>Frames that start here; the two fields of one are one.</summary>
    public int Frames { get; private set; }

    public int Slices { get; private set; }

    public long VclBits { get; set; }

    public bool IsMalformed { get; set; }

    public bool HasRecoveryPoint { get; private set; }

    public bool LacksBeginning { get; private set; }

    /// <summary>Of two fields, the first: the second may refer to it.</summary>
    public bool IsIntra { get; private set; } = true;

    /// <inheritdoc cref="CodedPicture.InitialDelay"/>
    public double? InitialDelay { get; private set; }

    /// <summary>pic_struct; null where nothing is said.</summary>
    public int? Structure { get; private set; }

    public void TakeSei(ReadOnlySpan<byte> unit, AvcUsability? usability)
    {
        Hdr.AddSei(unit, headerSize: 1);
        var messages = new SeiReader(unit, headerSize: 1);
        while (messages.TryRead(out var message))
        {
            switch (message.Type)
            {
                case SeiType.RecoveryPoint:
                    HasRecoveryPoint = true;
                    break;
                case SeiType.BufferingPeriod:
                    InitialDelay ??= AvcBufferingPeriod.ReadInitialDelay(message.Bits, usability) / SignalledBuffer.TicksPerSecond;
                    break;
                case SeiType.PictureTiming:
                    Structure ??= AvcPictureTiming.Read(message.Bits, usability).PictureStructure;
                    break;
            }
        }
    }

    public void TakeSlice(AvcSliceHeader slice, AvcSequenceParameterSet sequence, int bytes)
    {
        Slices++;
        VclBits += bytes * 8L;
        IsIntra &= Frames > 1 || Second is not null || (First is { IsField: true } field && field.IsBottomField != slice.IsBottomField)
            || slice.Type is AvcSliceType.I or AvcSliceType.SI;
        if (First is not { } first)
        {
            (First, Sequence, Frames, LacksBeginning) = (slice, sequence, 1, slice.FirstMacroblock != 0);
        }
        else if (IsNewPicture(_last, slice))
        {
            var isSecondField = Frames == 1 && Second is null && first.IsField && slice.IsField && first.IsBottomField != slice.IsBottomField
                && first.FrameNum == slice.FrameNum;
            (Second, Frames) = isSecondField ? (slice, Frames) : (Second, Frames + 1);
        }

        _last = slice;
    }

    // §7.4.1.2.4: the first slice of a new primary coded picture.
    private static bool IsNewPicture(in AvcSliceHeader last, in AvcSliceHeader slice) =>
        last.FrameNum != slice.FrameNum
        || last.IsField != slice.IsField
        || last.IsBottomField != slice.IsBottomField
        || (last.ReferenceIdc == 0) != (slice.ReferenceIdc == 0)
        || last.IsIdr != slice.IsIdr
        || last.IdrPictureId != slice.IdrPictureId
        || last.PictureOrderLsb != slice.PictureOrderLsb
        || last.PictureOrderDeltaBottom != slice.PictureOrderDeltaBottom;
}
