using Rushes.Media.Bitstreams.Hevc;

namespace Rushes.Media.Conformance.Syntax;

/// <summary>The order of pictures of HEVC, and whether those that they refer to are there (Rec. ITU-T H.265 §8.3).</summary>
internal sealed class HevcOrder(HevcParameterSets sets, FaultLog log)
{
    private const int MostPictures = 17;

    private readonly PictureOrder _order = new();
    private readonly List<long> _references = new(MostPictures);
    private bool _restarts = true;
    private bool _isResumed = true;
    private bool _skipsLeading;

    public CodedPicture Complete(int frame, HevcPictureReading reading)
    {
        if (reading.First is not { } slice)
        {
            if (!reading.IsMalformed)
            {
                log.Add(frame, FaultCodes.MissingSlices, "H.265 7.4.2.4.4", "The sample holds no slice.");
            }

            _isResumed = true;
            return new CodedPicture { ShownFrames = 1 };
        }

        if (!slice.IsFirstOfPicture)
        {
            log.Add(frame, FaultCodes.MissingSlices, "H.265 7.4.7.1", "The first slice segment of the picture is missing.", ("address", slice.Address));
        }

        // NoRaslOutputFlag: what a broken sequence left is gone.
        var starts = slice.IsIdr || slice.UnitType is HevcNalUnitType.BlaWLp or HevcNalUnitType.BlaWRadl or HevcNalUnitType.BlaNLp || (_restarts && slice.IsRandomAccess);
        _skipsLeading = slice.IsRandomAccess ? starts && !slice.IsIdr : _skipsLeading;
        _restarts = reading.EndsSequence;
        var order = OrderOf(slice, starts);
        FindLostReference(frame, slice, order, starts);
        return new CodedPicture
        {
            Access = slice.IsIdr ? RandomAccess.Closed : slice.IsRandomAccess ? RandomAccess.Open : RandomAccess.None,
            StartsSequence = starts,
            Order = reading.Pictures == 1 ? order : null,
            ShownFrames = Math.Max(1, reading.Pictures),
            DecodedFrames = reading.Pictures,
            Slices = reading.Slices,
            TileColumns = sets.Picture(slice.PictureParameterSetId)!.TileColumns,
            TileRows = sets.Picture(slice.PictureParameterSetId)!.TileRows,
            VclBits = reading.VclBits,
            InitialDelay = reading.InitialDelay,
            Fields = FieldsOf(reading.Structure),
            MasteringDisplay = reading.Hdr.MasteringDisplay,
            ContentLight = reading.Hdr.ContentLight,
        };
    }

    private long OrderOf(in HevcSliceHeader slice, bool starts)
    {
        if (starts)
        {
            _order.Restart();
        }

        var bits = sets.Sequence(sets.Picture(slice.PictureParameterSetId)!.SequenceId)!.PictureOrderLsbBits;

        // Sub-layer non-reference pictures are the even types below 16.
        var isAnchor = slice is { TemporalId: 0, IsLeading: false } && ((int)slice.UnitType > 14 || ((int)slice.UnitType & 1) == 1);
        return _order.Next(slice.PictureOrderLsb, bits, isAnchor);
    }

    // §8.3.2: the picture's set says which pictures are still there; one that it refers to and is not, was lost.
    private void FindLostReference(int frame, in HevcSliceHeader slice, long order, bool starts)
    {
        var set = slice.References;
        if (starts)
        {
            _references.Clear();
        }
        else if (!_isResumed && !(_skipsLeading && slice.IsLeading))
        {
            for (var i = 0; i < set.Count; i++)
            {
                if (set.IsUsed(i) && !_references.Contains(order + set.Difference(i)))
                {
                    log.Add(
                        frame, FaultCodes.LostReference, "H.265 8.3.2", "A picture that this one refers to is missing.",
                        ("order", order), ("reference", order + set.Difference(i)));
                    break;
                }
            }
        }

        // A set of long-term pictures keeps more: nothing is forgotten then.
        var hasLongTerm = sets.Sequence(sets.Picture(slice.PictureParameterSetId)!.SequenceId)!.HasLongTermReferences;
        _references.RemoveAll(reference => (!hasLongTerm || _references.Count >= MostPictures) && !Contains(set, reference - order));
        if (_references.Count < 2 * MostPictures)
        {
            _references.Add(order);
        }

        _isResumed = _isResumed && !slice.IsRandomAccess;
    }

    private static bool Contains(in HevcReferencePictureSet set, long difference)
    {
        for (var i = 0; i < set.Count; i++)
        {
            if (set.Difference(i) == difference)
            {
                return true;
            }
        }

        return false;
    }

    // Table D.2.
    private static FieldScan? FieldsOf(int? structure) => structure switch
    {
        0 or 7 or 8 => FieldScan.Progressive,
        1 or 3 or 5 or 9 or 11 => FieldScan.TopFirst,
        2 or 4 or 6 or 10 or 12 => FieldScan.BottomFirst,
        _ => null,
    };
}
