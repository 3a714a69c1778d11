namespace Rushes.Media.Bitstreams.Av1;

/// <summary>Reads uncompressed_header to its last bit (AV1 specification §5.9.2).</summary>
internal readonly ref struct Av1FrameParser(Av1SequenceHeader sequence, Span<Av1Reference> slots, int temporalLayer, int spatialLayer)
{
    private const int AllSlots = 255;
    private const int NoPrimaryReference = 7;

    private readonly Av1SequenceHeader _sequence = sequence;
    private readonly Span<Av1Reference> _slots = slots;
    private readonly int _temporalLayer = temporalLayer;
    private readonly int _spatialLayer = spatialLayer;

    public Av1FrameHeader Read(ref BitReader bits)
    {
        var frame = new Av1FrameHeader { FrameType = Av1FrameType.Key, IsShown = true, PrimaryReference = NoPrimaryReference };
        if (!_sequence.HasReducedHeaders)
        {
            if (bits.ReadFlag())
            {
                return ReadExisting(ref bits);
            }

            ReadKind(ref bits, ref frame);
        }
        else
        {
            frame.IsErrorResilient = true;
        }

        if (frame is { FrameType: Av1FrameType.Key, IsShown: true })
        {
            _slots.Clear();
        }

        var isSizeOverridden = ReadTools(ref bits, ref frame);
        ReadRefresh(ref bits, ref frame);
        Span<int> references = stackalloc int[Av1References.Count];
        if (frame.IsIntra)
        {
            Av1FrameSize.Read(ref bits, _sequence, ref frame, isSizeOverridden);
            frame.AllowsIntraBlockCopy = frame.AllowsScreenContentTools && frame.UpscaledWidth == frame.FrameWidth && bits.ReadFlag();
        }
        else
        {
            ReadInter(ref bits, ref frame, references, isSizeOverridden);
        }

        ReadRest(ref bits, ref frame, references);
        frame.HeaderBits = bits.Position;
        return frame;
    }

    private Av1FrameHeader ReadExisting(ref BitReader bits)
    {
        var slot = bits.Read(3);
        SkipPresentationTime(ref bits);
        bits.Skip(_sequence.HasFrameIds ? _sequence.FrameIdLength : 0); // display_frame_id
        ref var shown = ref _slots[slot];
        if (shown.UpscaledWidth == 0)
        {
            throw bits.Malformed("shows a frame that is not there");
        }

        // A key frame shown late starts anew: it takes all slots (§7.21).
        var frame = new Av1FrameHeader
        {
            ShowsExisting = true,
            IsShown = true,
            FrameType = shown.FrameType,
            OrderHint = shown.OrderHint,
            RefreshedSlots = shown.FrameType == Av1FrameType.Key ? AllSlots : 0,
            UpscaledWidth = shown.UpscaledWidth,
            FrameWidth = shown.UpscaledWidth,
            FrameHeight = shown.FrameHeight,
            Segments = shown.Segments,
        };
        frame.HeaderBits = bits.Position;
        return frame;
    }

    private void ReadKind(ref BitReader bits, ref Av1FrameHeader frame)
    {
        frame.FrameType = (Av1FrameType)bits.Read(2);
        frame.IsShown = bits.ReadFlag();
        if (frame.IsShown)
        {
            SkipPresentationTime(ref bits);
        }

        frame.IsShowable = frame.IsShown ? frame.FrameType != Av1FrameType.Key : bits.ReadFlag();
        frame.IsErrorResilient = frame.FrameType == Av1FrameType.Switch || frame is { FrameType: Av1FrameType.Key, IsShown: true } || bits.ReadFlag();
    }

    // temporal_point_info (§5.9.31).
    private void SkipPresentationTime(ref BitReader bits)
    {
        var timing = _sequence.Timing;
        bits.Skip(timing is { HasDecoderModel: true, EqualPictureInterval: false } ? timing.FramePresentationTimeLength : 0);
    }

    // From disable_cdf_update to buffer_removal_time; whether the frame says its size.
    private bool ReadTools(ref BitReader bits, ref Av1FrameHeader frame)
    {
        frame.DisablesCdfUpdate = bits.ReadFlag();
        frame.AllowsScreenContentTools = Choose(ref bits, _sequence.ForceScreenContentTools);
        frame.ForcesIntegerMv = frame.AllowsScreenContentTools && Choose(ref bits, _sequence.ForceIntegerMv);
        bits.Skip(_sequence.HasFrameIds ? _sequence.FrameIdLength : 0); // current_frame_id
        var isOverridden = frame.FrameType == Av1FrameType.Switch || (!_sequence.HasReducedHeaders && bits.ReadFlag());
        frame.OrderHint = bits.Read(_sequence.OrderHintBits);
        frame.PrimaryReference = frame.IsIntra || frame.IsErrorResilient ? NoPrimaryReference : bits.Read(3);
        if (_sequence.Timing.HasDecoderModel && bits.ReadFlag())
        {
            foreach (var point in _sequence.OperatingPoints)
            {
                var isHere = point.Layers == 0 || (((point.Layers >> _temporalLayer) & (point.Layers >> (_spatialLayer + 8)) & 1) == 1);
                bits.Skip(point.HasDecoderModel && isHere ? _sequence.Timing.BufferRemovalTimeLength : 0);
            }
        }

        return isOverridden;
    }

    private static bool Choose(ref BitReader bits, int choice) => choice == Av1SequenceHeader.Selected ? bits.ReadFlag() : choice == 1;

    private void ReadRefresh(ref BitReader bits, ref Av1FrameHeader frame)
    {
        frame.RefreshedSlots = frame.FrameType == Av1FrameType.Switch || frame is { FrameType: Av1FrameType.Key, IsShown: true } ? AllSlots : bits.Read(8);
        if ((!frame.IsIntra || frame.RefreshedSlots != AllSlots) && frame.IsErrorResilient && _sequence.OrderHintBits > 0)
        {
            // ref_order_hint: a slot that holds another frame is as good as empty.
            foreach (ref var slot in _slots)
            {
                var hint = bits.Read(_sequence.OrderHintBits);
                slot = slot.OrderHint == hint ? slot : new Av1Reference { OrderHint = hint };
            }
        }
    }

    private void ReadInter(ref BitReader bits, ref Av1FrameHeader frame, scoped Span<int> references, bool isSizeOverridden)
    {
        var isShort = _sequence.OrderHintBits > 0 && bits.ReadFlag(); // frame_refs_short_signaling
        if (isShort)
        {
            new Av1References(_slots, frame.OrderHint, _sequence.OrderHintBits).Derive(bits.Read(3), bits.Read(3), references);
        }

        foreach (ref var reference in references)
        {
            reference = isShort ? reference : bits.Read(3);
            bits.Skip(_sequence.HasFrameIds ? _sequence.DeltaFrameIdLength : 0);
        }

        if (isSizeOverridden && !frame.IsErrorResilient)
        {
            Av1FrameSize.ReadFromReferences(ref bits, _sequence, ref frame, _slots, references);
        }
        else
        {
            Av1FrameSize.Read(ref bits, _sequence, ref frame, isSizeOverridden);
        }

        frame.AllowsHighPrecisionMv = !frame.ForcesIntegerMv && bits.ReadFlag();
        bits.Skip(bits.ReadFlag() ? 0 : 2); // read_interpolation_filter
        bits.Skip(1); // is_motion_mode_switchable
        bits.Skip(!frame.IsErrorResilient && _sequence.EnableRefFrameMvs ? 1 : 0); // use_ref_frame_mvs
        if (frame.PrimaryReference != NoPrimaryReference)
        {
            frame.Segments = _slots[references[frame.PrimaryReference]].Segments;
        }
    }

    private void ReadRest(ref BitReader bits, ref Av1FrameHeader frame, scoped ReadOnlySpan<int> references)
    {
        bits.Skip(_sequence.HasReducedHeaders || frame.DisablesCdfUpdate ? 0 : 1); // disable_frame_end_update_cdf
        frame.Tiles = Av1TileLayout.Read(ref bits, _sequence.Uses128x128Superblocks, frame.FrameWidth, frame.FrameHeight);
        Av1QuantizerSyntax.Read(ref bits, _sequence, ref frame);
        Av1FilterSyntax.Skip(ref bits, _sequence, frame);
        bits.Skip(frame.IsLossless ? 0 : 1); // tx_mode_select
        frame.SelectsReferences = !frame.IsIntra && bits.ReadFlag();
        if (frame.SelectsReferences && _sequence.OrderHintBits > 0
            && new Av1References(_slots, frame.OrderHint, _sequence.OrderHintBits).AllowSkipMode(references))
        {
            bits.Skip(1); // skip_mode_present
        }

        bits.Skip(!frame.IsIntra && !frame.IsErrorResilient && _sequence.EnableWarpedMotion ? 1 : 0); // allow_warped_motion
        bits.Skip(1); // reduced_tx_set
        if (!frame.IsIntra)
        {
            Av1GlobalMotion.Skip(ref bits, frame.AllowsHighPrecisionMv);
        }

        Av1FilmGrain.Skip(ref bits, _sequence, frame);
    }
}
