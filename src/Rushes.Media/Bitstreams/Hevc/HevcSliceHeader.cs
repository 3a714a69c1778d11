namespace Rushes.Media.Bitstreams.Hevc;

/// <summary>slice_segment_header (Rec. ITU-T H.265 §7.3.6.1).</summary>
internal readonly record struct HevcSliceHeader
{
    public required HevcNalUnitType UnitType { get; init; }

    /// <summary>nuh_temporal_id_plus1 - 1.</summary>
    public required int TemporalId { get; init; }

    /// <summary>first_slice_segment_in_pic_flag: a picture starts here.</summary>
    public required bool IsFirstOfPicture { get; init; }

    public required int PictureParameterSetId { get; init; }

    /// <summary>slice_segment_address, in coding tree blocks.</summary>
    public required int Address { get; init; }

    /// <summary>dependent_slice_segment_flag: what follows in this record is said by the slice segment before.</summary>
    public required bool IsDependent { get; init; }

    public required HevcSliceType Type { get; init; }

    /// <summary>pic_output_flag; true where nothing is said.</summary>
    public required bool IsShown { get; init; }

    /// <summary>slice_pic_order_cnt_lsb; 0 for IDR pictures.</summary>
    public required int PictureOrderLsb { get; init; }

    /// <summary>The short-term references; empty for IDR pictures.</summary>
    public required HevcReferencePictureSet References { get; init; }

    /// <summary>From the start of the NAL unit to the slice data, byte_alignment included, emulation prevention bytes not counted.</summary>
    public required long HeaderBits { get; init; }

    /// <summary>Bytes of the NAL unit that hold them, emulation prevention bytes counted.</summary>
    public required int HeaderBytes { get; init; }

    public bool IsIdr => UnitType is HevcNalUnitType.IdrWRadl or HevcNalUnitType.IdrNLp;

    /// <summary>IRAP: decoding may start here (IDR, CRA, BLA).</summary>
    public bool IsRandomAccess => UnitType is >= HevcNalUnitType.BlaWLp and <= HevcNalUnitType.LastIrap;

    /// <summary>RASL or RADL: shown before the random access picture that it belongs to.</summary>
    public bool IsLeading => UnitType is >= HevcNalUnitType.RadlN and <= HevcNalUnitType.RaslR;
}
