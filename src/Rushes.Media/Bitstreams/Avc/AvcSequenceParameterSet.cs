namespace Rushes.Media.Bitstreams.Avc;

/// <summary>seq_parameter_set_data (Rec. ITU-T H.264 §7.3.2.1.1).</summary>
internal sealed record AvcSequenceParameterSet
{
    private const int MostMacroblocks = 16383;

    private AvcSequenceParameterSet()
    {
    }

    /// <summary>profile_idc.</summary>
    public int Profile { get; private init; }

    /// <summary>constraint_set0_flag the highest bit.</summary>
    public int Constraints { get; private init; }

    /// <summary>level_idc.</summary>
    public int Level { get; private init; }

    /// <summary>seq_parameter_set_id.</summary>
    public int Id { get; private init; }

    public AvcSampleFormat Format { get; private set; } = AvcSampleFormat.Default;

    public bool HasSeparatePlanes { get; private set; }

    /// <summary>log2_max_frame_num.</summary>
    public int FrameNumBits { get; private set; }

    /// <summary>pic_order_cnt_type.</summary>
    public int PictureOrderType { get; private set; }

    /// <summary>log2_max_pic_order_cnt_lsb; 0 unless the type is 0.</summary>
    public int PictureOrderLsbBits { get; private set; }

    /// <summary>delta_pic_order_always_zero_flag.</summary>
    public bool HasNoPictureOrderDeltas { get; private set; }

    public int MaxReferenceFrames { get; private set; }

    /// <summary>gaps_in_frame_num_value_allowed_flag: frames may be left out on purpose.</summary>
    public bool AllowsFrameNumGaps { get; private set; }

    public int WidthInMacroblocks { get; private set; }

    /// <summary>PicHeightInMapUnits: of frames, or of fields where frames may be fields.</summary>
    public int HeightInMapUnits { get; private set; }

    /// <summary>frame_mbs_only_flag: no picture is a field and no macroblock one of a field.</summary>
    public bool IsFramesOnly { get; private set; }

    public CropRectangle Crop { get; private set; }

    /// <summary>Luma samples.</summary>
    public int CodedWidth => WidthInMacroblocks * 16;

    /// <summary>Luma samples, of a frame.</summary>
    public int CodedHeight => HeightInMapUnits * (IsFramesOnly ? 16 : 32);

    /// <summary>Luma samples that are not cropped.</summary>
    public int Width => (int)(CodedWidth - Crop.Left - Crop.Right);

    /// <summary>Luma samples that are not cropped.</summary>
    public int Height => (int)(CodedHeight - Crop.Top - Crop.Bottom);

    /// <summary>Null where nothing is said.</summary>
    public AvcUsability? Usability { get; private set; }

    /// <summary>ChromaArrayType is not 0.</summary>
    public bool HasChroma => Format.Chroma != ChromaFormat.Monochrome && !HasSeparatePlanes;

    /// <param name="unit">From its header on.</param>
    /// <exception cref="MediaFormatException">It is no such parameter set.</exception>
    public static AvcSequenceParameterSet Parse(ReadOnlySpan<byte> unit)
    {
        var bits = BitReader.OfNalUnit(unit, "AVC SPS");
        bits.Skip(8);
        var set = new AvcSequenceParameterSet
        {
            Profile = bits.Read(8),
            Constraints = bits.Read(8),
            Level = bits.Read(8),
            Id = bits.ReadUe("seq_parameter_set_id", 31),
        };
        set.ReadFormat(ref bits);
        set.ReadOrder(ref bits);
        set.ReadSize(ref bits);
        set.Usability = bits.ReadFlag() ? AvcUsability.Read(ref bits) : null;
        return set;
    }

    private void ReadFormat(ref BitReader bits)
    {
        if (!AvcSampleFormat.IsSaidBy(Profile))
        {
            return;
        }

        Format = AvcSampleFormat.Read(ref bits, out var separatePlanes);
        HasSeparatePlanes = separatePlanes;
        bits.Skip(1); // qpprime_y_zero_transform_bypass_flag
        if (bits.ReadFlag())
        {
            for (var i = 0; i < (Format.Chroma == ChromaFormat.Yuv444 ? 12 : 8); i++)
            {
                SkipScalingList(ref bits, i < 6 ? 16 : 64);
            }
        }
    }

    // §7.3.2.1.1.1.
    private static void SkipScalingList(ref BitReader bits, int size)
    {
        if (!bits.ReadFlag())
        {
            return;
        }

        for (var (i, last, next) = (0, 8, 8); i < size && next != 0; i++)
        {
            next = (last + bits.ReadSe()) & 0xFF;
            last = next;
        }
    }

    private void ReadOrder(ref BitReader bits)
    {
        FrameNumBits = bits.ReadUe("log2_max_frame_num_minus4", 12) + 4;
        PictureOrderType = bits.ReadUe("pic_order_cnt_type", 2);
        if (PictureOrderType == 0)
        {
            PictureOrderLsbBits = bits.ReadUe("log2_max_pic_order_cnt_lsb_minus4", 12) + 4;
        }
        else if (PictureOrderType == 1)
        {
            HasNoPictureOrderDeltas = bits.ReadFlag();
            bits.SkipUe(2); // offset_for_non_ref_pic, offset_for_top_to_bottom_field
            bits.SkipUe(bits.ReadUe("num_ref_frames_in_pic_order_cnt_cycle", 255));
        }
    }

    private void ReadSize(ref BitReader bits)
    {
        MaxReferenceFrames = bits.ReadUe("max_num_ref_frames", 16);
        AllowsFrameNumGaps = bits.ReadFlag();
        WidthInMacroblocks = bits.ReadUe("pic_width_in_mbs_minus1", MostMacroblocks) + 1;
        HeightInMapUnits = bits.ReadUe("pic_height_in_map_units_minus1", MostMacroblocks) + 1;
        IsFramesOnly = bits.ReadFlag();
        bits.Skip(IsFramesOnly ? 1 : 2); // mb_adaptive_frame_field_flag, direct_8x8_inference_flag
        if (bits.ReadFlag())
        {
            // CropUnitX and CropUnitY (7-19 to 7-22).
            var unitWidth = HasChroma && Format.Chroma != ChromaFormat.Yuv444 ? 2 : 1;
            var unitHeight = (HasChroma && Format.Chroma == ChromaFormat.Yuv420 ? 2 : 1) * (IsFramesOnly ? 1 : 2);
            Crop = CropRectangle.Read(ref bits, unitWidth, unitHeight);
            if (Crop.LeavesNothingOf(CodedWidth, CodedHeight))
            {
                throw bits.Malformed("crops the whole picture");
            }
        }
    }
}
