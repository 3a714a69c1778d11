namespace Rushes.Media.Bitstreams.Avc;

/// <summary>slice_header (Rec. ITU-T H.264 §7.3.3).</summary>
internal readonly record struct AvcSliceHeader
{
    public required AvcNalUnitType UnitType { get; init; }

    /// <summary>nal_ref_idc; 0: no other picture refers to this one.</summary>
    public required int ReferenceIdc { get; init; }

    /// <summary>first_mb_in_slice.</summary>
    public required int FirstMacroblock { get; init; }

    public required AvcSliceType Type { get; init; }

    /// <summary>The slice says that all slices of the picture are of this type (slice_type 5 to 9).</summary>
    public required bool IsTypeOfPicture { get; init; }

    public required int PictureParameterSetId { get; init; }

    public required int FrameNum { get; init; }

    /// <summary>field_pic_flag.</summary>
    public required bool IsField { get; init; }

    public required bool IsBottomField { get; init; }

    /// <summary>0 unless the picture is IDR.</summary>
    public required int IdrPictureId { get; init; }

    /// <summary>pic_order_cnt_lsb; 0 unless pic_order_cnt_type is 0.</summary>
    public required int PictureOrderLsb { get; init; }

    /// <summary>delta_pic_order_cnt_bottom.</summary>
    public required int PictureOrderDeltaBottom { get; init; }

    /// <summary>memory_management_control_operation 5: all references go, and numbers start anew.</summary>
    public required bool ResetsReferences { get; init; }

    /// <summary>From the start of the NAL unit to the slice data, emulation prevention bytes not counted.</summary>
    public required long HeaderBits { get; init; }

    /// <summary>Bytes of the NAL unit that hold them, emulation prevention bytes counted. The last may hold slice data, too.</summary>
    public required int HeaderBytes { get; init; }

    public bool IsIdr => UnitType == AvcNalUnitType.IdrSlice;
}
