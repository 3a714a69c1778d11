namespace Rushes.Media.Bitstreams.Audio;

/// <summary>Header of an AC-3 sync frame: syncinfo and bsi as far as <c>dac3</c> says them (ETSI TS 102 366 §4.3).</summary>
/// <param name="SampleRateCode">fscod.</param>
/// <param name="StreamId">bsid: 8, or less for older streams.</param>
/// <param name="StreamMode">bsmod.</param>
/// <param name="ChannelMode">acmod.</param>
/// <param name="LowFrequency">lfeon.</param>
/// <param name="BitRateCode">frmsizecod without its lowest bit.</param>
/// <param name="FrameSize">Bytes.</param>
internal readonly record struct Ac3FrameHeader(
    int SampleRateCode, int StreamId, int StreamMode, int ChannelMode, bool LowFrequency, int BitRateCode, int FrameSize)
{
    // Table 4.13: kbit/s of each bit_rate_code.
    private static readonly int[] BitRates = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640];

    /// <summary>Samples in a frame.</summary>
    public const int Samples = 1536;

    /// <exception cref="MediaFormatException">No AC-3 frame starts here.</exception>
    public static Ac3FrameHeader Parse(ReadOnlySpan<byte> frame)
    {
        var bits = new BitReader(frame, "AC-3 frame");
        if (bits.Read(16) != 0x0B77)
        {
            throw bits.Malformed("has no syncword");
        }

        bits.Skip(16); // crc1
        var (rate, sizeCode, id, mode) = (bits.Read(2), bits.Read(6), bits.Read(5), bits.Read(3));
        if (rate == 3 || sizeCode >= 2 * BitRates.Length || id > 8)
        {
            throw bits.Malformed("reserved fscod or frmsizecod, or bsid of another format");
        }

        var channels = bits.Read(3);
        bits.Skip((channels & 1) != 0 && channels != 1 ? 2 : 0); // cmixlev
        bits.Skip((channels & 4) != 0 ? 2 : 0); // surmixlev
        bits.Skip(channels == 2 ? 2 : 0); // dsurmod
        return new Ac3FrameHeader(rate, id, mode, channels, bits.ReadFlag(), sizeCode >> 1, Size(rate, sizeCode));
    }

    // Table 4.13: 16-bit words of a frame; at 44.1 kHz the odd codes have one more.
    private static int Size(int rate, int sizeCode)
    {
        var bitRate = BitRates[sizeCode >> 1];
        return 2 * (rate switch
        {
            0 => bitRate * 2,
            1 => (bitRate * 320 / 147) + (sizeCode & 1),
            _ => bitRate * 3,
        });
    }
}
