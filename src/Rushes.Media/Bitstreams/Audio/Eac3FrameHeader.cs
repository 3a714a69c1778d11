namespace Rushes.Media.Bitstreams.Audio;

/// <summary>
/// Header of an E-AC-3 sync frame: syncinfo and bsi (ETSI TS 102 366 Annex E.1.2) as far as <c>dec3</c> says them.
/// An AC-3 frame may take the place of an independent substream.
/// </summary>
internal record struct Eac3FrameHeader
{
    // numblkscod (Table E.1.3): blocks of 256 samples.
    private static readonly int[] Blocks = [1, 2, 3, 6];

    /// <summary>strmtyp 1: it adds channels to the independent substream before it.</summary>
    public bool IsDependent { get; private set; }

    /// <summary>Bytes.</summary>
    public int FrameSize { get; private set; }

    /// <summary>fscod; 3: half of what fscod2 says.</summary>
    public int SampleRateCode { get; private set; }

    /// <summary>Hertz.</summary>
    public int SampleRate { get; private set; }

    /// <summary>Samples in a frame: 256 to 1536.</summary>
    public int Samples { get; private set; }

    /// <summary>acmod.</summary>
    public int ChannelMode { get; private set; }

    /// <summary>lfeon.</summary>
    public bool LowFrequency { get; private set; }

    /// <summary>bsid: 16, or 11 to 15 for older streams.</summary>
    public int StreamId { get; private set; }

    /// <summary>bsmod; 0 where it is not said.</summary>
    public int StreamMode { get; private set; }

    /// <summary>chanmap of a dependent substream; 0 where it is not said.</summary>
    public int ChannelMap { get; private set; }

    /// <summary>complexity_index_type_a of joint object coding (ETSI TS 103 420 §8.3.1); null without.</summary>
    public int? ObjectComplexity { get; private set; }

    /// <exception cref="MediaFormatException">No E-AC-3 frame starts here.</exception>
    public static Eac3FrameHeader Parse(ReadOnlySpan<byte> frame)
    {
        // bsid stands at the same place in both.
        if (frame.Length > 5 && frame[5] >> 3 <= 10)
        {
            return OfCore(Ac3FrameHeader.Parse(frame));
        }

        var bits = new BitReader(frame, "E-AC-3 frame");
        if (bits.Read(16) != 0x0B77)
        {
            throw bits.Malformed("has no syncword");
        }

        var streamType = bits.Read(2);
        bits.Skip(3); // substreamid
        var header = new Eac3FrameHeader { IsDependent = streamType == 1, FrameSize = 2 * (bits.Read(11) + 1) };
        var blockCode = header.ReadRate(ref bits);
        (header.ChannelMode, header.LowFrequency, header.StreamId) = (bits.Read(3), bits.ReadFlag(), bits.Read(5));
        if (streamType == 3 || header.SampleRate == 0 || header.StreamId is < 11 or > 16)
        {
            throw bits.Malformed("reserved strmtyp or fscod2, or bsid of another format");
        }

        for (var programs = header.ChannelMode == 0 ? 2 : 1; programs > 0; programs--)
        {
            bits.Skip(5); // dialnorm
            bits.Skip(bits.ReadFlag() ? 8 : 0); // compr
        }

        header.ChannelMap = header.IsDependent && bits.ReadFlag() ? bits.Read(16) : 0;
        Eac3MixingSyntax.Skip(ref bits, header, streamType, blockCode);
        header.ReadInformation(ref bits);
        header.ReadAdditional(ref bits, streamType, blockCode);
        return header;
    }

    private static Eac3FrameHeader OfCore(Ac3FrameHeader core) => new()
    {
        FrameSize = core.FrameSize,
        SampleRateCode = core.SampleRateCode,
        SampleRate = Ac3Channels.SampleRate(core.SampleRateCode),
        Samples = Ac3FrameHeader.Samples,
        ChannelMode = core.ChannelMode,
        LowFrequency = core.LowFrequency,
        StreamId = core.StreamId,
        StreamMode = core.StreamMode,
    };

    private int ReadRate(ref BitReader bits)
    {
        SampleRateCode = bits.Read(2);
        var half = SampleRateCode == 3 ? bits.Read(2) : 0;
        var blockCode = SampleRateCode == 3 ? 3 : bits.Read(2);
        SampleRate = SampleRateCode == 3 ? Ac3Channels.SampleRate(half) / 2 : Ac3Channels.SampleRate(SampleRateCode);
        Samples = 256 * Blocks[blockCode];
        return blockCode;
    }

    // infomdate.
    private void ReadInformation(ref BitReader bits)
    {
        if (!bits.ReadFlag())
        {
            return;
        }

        StreamMode = bits.Read(3);
        bits.Skip(2); // copyrightb, origbs
        bits.Skip(ChannelMode == 2 ? 4 : ChannelMode >= 6 ? 2 : 0); // dsurmod, dheadphonmod; dsurexmod
        for (var programs = ChannelMode == 0 ? 2 : 1; programs > 0; programs--)
        {
            bits.Skip(bits.ReadFlag() ? 8 : 0); // mixlevel, roomtyp, adconvtyp
        }

        bits.Skip(SampleRateCode < 3 ? 1 : 0); // sourcefscod
    }

    private void ReadAdditional(ref BitReader bits, int streamType, int blockCode)
    {
        bits.Skip(streamType == 0 && blockCode != 3 ? 1 : 0); // convsync
        if (streamType == 2 && (blockCode == 3 || bits.ReadFlag()))
        {
            bits.Skip(6); // frmsizecod
        }

        // addbsi: seven reserved bits, flag_ec3_extension_type_a, complexity_index_type_a.
        if (bits.ReadFlag() && bits.Read(6) >= 1 && bits.Read(8) == 1)
        {
            ObjectComplexity = bits.Read(8);
        }
    }
}
