using Rushes.Media.Bitstreams.Avc;

namespace Rushes.Media.Conformance.Syntax;

/// <summary>The numbers of pictures of AVC: which of them are missing, and in which order they come out.</summary>
internal sealed class AvcOrder(FaultLog log)
{
    private readonly PictureOrder _order = new();
    private int _latestReference;
    private bool _isResumed = true;
    private bool _restarts;

    public CodedPicture Complete(int frame, AvcPictureReading reading)
    {
        if (reading.First is not { } slice)
        {
            // What could not be read has been reported as such.
            if (!reading.IsMalformed)
            {
                log.Add(frame, FaultCodes.MissingSlices, "H.264 7.4.1.2", "The sample holds no slice.");
            }

            _isResumed = true;
            return new CodedPicture { ShownFrames = 1 };
        }

        if (reading.LacksBeginning)
        {
            log.Add(frame, FaultCodes.MissingSlices, "H.264 7.4.3", "The first slice of the picture is missing.", ("firstMacroblock", slice.FirstMacroblock));
        }

        var (order, restarted) = OrderOf(slice, reading);
        FindLostReference(frame, slice, reading.Sequence!);
        return new CodedPicture
        {
            Access = slice.IsIdr ? RandomAccess.Closed : reading.IsIntra || reading.HasRecoveryPoint ? RandomAccess.Open : RandomAccess.None,
            StartsSequence = slice.IsIdr || restarted,
            Order = order,
            ShownFrames = reading.Frames,
            DecodedFrames = reading.Frames,
            Slices = reading.Slices,
            VclBits = reading.VclBits,
            InitialDelay = reading.InitialDelay,
            Fields = FieldsOf(slice, reading),
            MasteringDisplay = reading.Hdr.MasteringDisplay,
            ContentLight = reading.Hdr.ContentLight,
        };
    }

    // §8.2.1. Type 1 (offsets in a cycle) is hardly used, and left alone.
    private (long? Order, bool Restarted) OrderOf(in AvcSliceHeader slice, AvcPictureReading reading)
    {
        var restarted = _restarts;
        if (slice.IsIdr || _restarts)
        {
            _order.Restart();
        }

        _restarts = slice.ResetsReferences || reading.Second is { ResetsReferences: true };
        if (reading.Sequence!.PictureOrderType != 0 || reading.Frames != 1)
        {
            return (null, restarted);
        }

        var bits = reading.Sequence.PictureOrderLsbBits;
        var first = _order.Next(slice.PictureOrderLsb, bits, slice.ReferenceIdc != 0);
        var second = reading.Second is { } field ? _order.Next(field.PictureOrderLsb, bits, field.ReferenceIdc != 0)
            : slice.IsField ? first : first + slice.PictureOrderDeltaBottom;
        // A picture that resets takes part in the sequence before it: it is output as if at 0 (§8.2.1).
        return (_restarts ? null : Math.Min(first, second), restarted);
    }

    // §7.4.3, frame_num.
    private void FindLostReference(int frame, in AvcSliceHeader slice, AvcSequenceParameterSet sequence)
    {
        var most = 1 << sequence.FrameNumBits;
        var isReference = slice.ReferenceIdc != 0;
        if (slice.IsIdr)
        {
            _latestReference = slice.FrameNum;
        }
        else if (!_isResumed && slice.FrameNum != (_latestReference + 1) % most && slice.FrameNum != _latestReference && !sequence.AllowsFrameNumGaps)
        {
            log.Add(
                frame, FaultCodes.LostReference, "H.264 7.4.3", "A picture that others refer to is missing before this one: frame_num leaves a hole.",
                ("frameNum", slice.FrameNum), ("expected", (_latestReference + 1) % most));
        }
        else if (!_isResumed && isReference && slice.FrameNum == _latestReference && !slice.IsField)
        {
            log.Add(
                frame, FaultCodes.DoubledFrame, "H.264 7.4.3", "Two pictures that others refer to have one frame_num: one is there twice.",
                ("frameNum", slice.FrameNum));
        }

        _isResumed = false;
        _latestReference = slice.ResetsReferences ? 0 : isReference || sequence.AllowsFrameNumGaps ? slice.FrameNum : _latestReference;
    }

    // Table D-1 of pic_struct; else the order of the fields.
    private static FieldScan? FieldsOf(in AvcSliceHeader slice, AvcPictureReading reading) => reading.Structure switch
    {
        _ when slice.IsField => slice.IsBottomField ? FieldScan.BottomFirst : FieldScan.TopFirst,
        3 or 5 => FieldScan.TopFirst,
        4 or 6 => FieldScan.BottomFirst,
        0 => FieldScan.Progressive,
        _ when slice.PictureOrderDeltaBottom > 0 => FieldScan.TopFirst,
        _ when slice.PictureOrderDeltaBottom < 0 => FieldScan.BottomFirst,
        _ => reading.Sequence!.IsFramesOnly ? FieldScan.Progressive : null,
    };
}
