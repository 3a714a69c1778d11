namespace Rushes.Media.Bitstreams.Av1;

/// <summary>sequence_header_obu (AV1 specification §5.5.1).</summary>
internal sealed class Av1SequenceHeader
{
    /// <summary>SELECT_SCREEN_CONTENT_TOOLS and SELECT_INTEGER_MV: each frame says it.</summary>
    public const int Selected = 2;

    private Av1SequenceHeader()
    {
    }

    /// <summary>seq_profile: 0 Main, 1 High, 2 Professional.</summary>
    public int Profile { get; private set; }

    public bool IsStillPicture { get; private set; }

    public bool HasReducedHeaders { get; private set; }

    public Av1TimingModel Timing { get; private set; }

    /// <summary>At least one; the first is of the highest quality.</summary>
    public IReadOnlyList<Av1OperatingPoint> OperatingPoints { get; private set; } = [];

    /// <summary>frame_width_bits_minus_1 + 1.</summary>
    public int WidthBits { get; private set; }

    /// <summary>frame_height_bits_minus_1 + 1.</summary>
    public int HeightBits { get; private set; }

    /// <summary>Luma samples.</summary>
    public int MaxWidth { get; private set; }

    /// <summary>Luma samples.</summary>
    public int MaxHeight { get; private set; }

    public bool HasFrameIds { get; private set; }

    /// <summary>delta_frame_id_length_minus_2 + 2.</summary>
    public int DeltaFrameIdLength { get; private set; }

    /// <summary>idLen of §5.9.2.</summary>
    public int FrameIdLength { get; private set; }

    public bool Uses128x128Superblocks { get; private set; }

    public bool EnableWarpedMotion { get; private set; }

    public bool EnableRefFrameMvs { get; private set; }

    /// <summary>0, 1 or <see cref="Selected"/>.</summary>
    public int ForceScreenContentTools { get; private set; } = Selected;

    /// <summary>0, 1 or <see cref="Selected"/>.</summary>
    public int ForceIntegerMv { get; private set; } = Selected;

    /// <summary>OrderHintBits; 0 without order hints.</summary>
    public int OrderHintBits { get; private set; }

    public bool EnableSuperres { get; private set; }

    public bool EnableCdef { get; private set; }

    public bool EnableRestoration { get; private set; }

    public Av1ColorConfig Color { get; private set; }

    public bool HasFilmGrain { get; private set; }

    /// <param name="payload">Of the OBU.</param>
    /// <exception cref="MediaFormatException">It is no such header.</exception>
    public static Av1SequenceHeader Parse(ReadOnlySpan<byte> payload)
    {
        var bits = new BitReader(payload, "AV1 sequence header");
        var header = new Av1SequenceHeader { Profile = bits.Read(3), IsStillPicture = bits.ReadFlag(), HasReducedHeaders = bits.ReadFlag() };
        if (header.Profile > 2 || (header.HasReducedHeaders && !header.IsStillPicture))
        {
            throw bits.Malformed("reserved profile, or a reduced header of no still picture");
        }

        header.ReadOperatingPoints(ref bits);
        header.ReadFrameSize(ref bits);
        header.ReadTools(ref bits);
        header.Color = Av1ColorConfig.Read(ref bits, header.Profile);
        header.HasFilmGrain = bits.ReadFlag();
        return header;
    }

    private void ReadOperatingPoints(ref BitReader bits)
    {
        if (HasReducedHeaders)
        {
            OperatingPoints = [new Av1OperatingPoint(0, bits.Read(5), false, false)];
            return;
        }

        Timing = Av1TimingModel.Read(ref bits);
        var hasInitialDelays = bits.ReadFlag();
        var points = new Av1OperatingPoint[bits.Read(5) + 1];
        for (var i = 0; i < points.Length; i++)
        {
            var (layers, level) = (bits.Read(12), bits.Read(5));
            var tier = level > 7 && bits.ReadFlag();
            var hasModel = Timing.HasDecoderModel && bits.ReadFlag();
            bits.Skip(hasModel ? (2 * Timing.BufferDelayLength) + 1 : 0); // operating_parameters_info (§5.5.5)
            bits.Skip(hasInitialDelays && bits.ReadFlag() ? 4 : 0);
            points[i] = new Av1OperatingPoint(layers, level, tier, hasModel);
        }

        OperatingPoints = points;
    }

    private void ReadFrameSize(ref BitReader bits)
    {
        (WidthBits, HeightBits) = (bits.Read(4) + 1, bits.Read(4) + 1);
        (MaxWidth, MaxHeight) = (bits.Read(WidthBits) + 1, bits.Read(HeightBits) + 1);
        HasFrameIds = !HasReducedHeaders && bits.ReadFlag();
        if (HasFrameIds)
        {
            DeltaFrameIdLength = bits.Read(4) + 2;
            FrameIdLength = bits.Read(3) + DeltaFrameIdLength + 1;
        }
    }

    private void ReadTools(ref BitReader bits)
    {
        Uses128x128Superblocks = bits.ReadFlag();
        bits.Skip(2); // enable_filter_intra, enable_intra_edge_filter
        if (!HasReducedHeaders)
        {
            ReadInterTools(ref bits);
        }

        (EnableSuperres, EnableCdef, EnableRestoration) = (bits.ReadFlag(), bits.ReadFlag(), bits.ReadFlag());
    }

    private void ReadInterTools(ref BitReader bits)
    {
        bits.Skip(2); // enable_interintra_compound, enable_masked_compound
        EnableWarpedMotion = bits.ReadFlag();
        bits.Skip(1); // enable_dual_filter
        var hasOrderHint = bits.ReadFlag();
        bits.Skip(hasOrderHint ? 1 : 0); // enable_jnt_comp
        EnableRefFrameMvs = hasOrderHint && bits.ReadFlag();
        ForceScreenContentTools = bits.ReadFlag() ? Selected : bits.Read(1);
        ForceIntegerMv = ForceScreenContentTools == 0 || bits.ReadFlag() ? Selected : bits.Read(1);
        OrderHintBits = hasOrderHint ? bits.Read(3) + 1 : 0;
    }
}
