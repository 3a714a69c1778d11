using Rushes.Media.Isobmff;

namespace Rushes.Media.Bitstreams.Sei;

/// <summary>HDR10 metadata in a stream: the first of each kind that it says.</summary>
internal sealed class HdrMetadata
{
    public MasteringDisplay? MasteringDisplay { get; private set; }

    public ContentLight? ContentLight { get; private set; }

    /// <param name="unit">An SEI unit, from its NAL unit header on.</param>
    /// <param name="headerSize">Bytes of that header.</param>
    /// <exception cref="MediaFormatException">It is malformed; what stands before counts.</exception>
    public void AddSei(ReadOnlySpan<byte> unit, int headerSize)
    {
        var messages = new SeiReader(unit, headerSize);
        while (messages.TryRead(out var message))
        {
            switch (message.Type)
            {
                case SeiType.MasteringDisplay:
                    MasteringDisplay ??= ReadMasteringDisplay(message.Bits);
                    break;
                case SeiType.ContentLight:
                    ContentLight ??= ReadContentLight(message.Bits);
                    break;
            }
        }
    }

    public void Add(MasteringDisplay? display, ContentLight? light)
    {
        MasteringDisplay ??= display;
        ContentLight ??= light;
    }

    /// <summary>mastering_display_colour_volume (Rec. ITU-T H.265 Annex D.2.28, H.264 Annex D.1.29): green, blue, red, in the units of the box.</summary>
    public static MasteringDisplay ReadMasteringDisplay(BitReader bits) => new(
        ReadPoint(ref bits), ReadPoint(ref bits), ReadPoint(ref bits), ReadPoint(ref bits), bits.ReadBits(32), bits.ReadBits(32));

    /// <summary>metadata_hdr_mdcv (AV1 specification §5.8.4): red, green, blue; points in 1/65536, luminance in 1/256 and 1/16384 cd/m².</summary>
    public static MasteringDisplay ReadAv1MasteringDisplay(BitReader bits)
    {
        var (red, green, blue, white) = (ReadFraction(ref bits), ReadFraction(ref bits), ReadFraction(ref bits), ReadFraction(ref bits));
        return new MasteringDisplay(green, blue, red, white, Rescale(bits.ReadBits(32), 10_000, 256), Rescale(bits.ReadBits(32), 10_000, 16384));
    }

    /// <summary>content_light_level_info (Rec. ITU-T H.265 Annex D.2.35) and metadata_hdr_cll (AV1 specification §5.8.3).</summary>
    public static ContentLight ReadContentLight(BitReader bits) => new((ushort)bits.Read(16), (ushort)bits.Read(16));

    private static Chromaticity ReadPoint(ref BitReader bits) => new((ushort)bits.Read(16), (ushort)bits.Read(16));

    private static Chromaticity ReadFraction(ref BitReader bits) =>
        new((ushort)Rescale(bits.ReadBits(16), 50_000, 65536), (ushort)Rescale(bits.ReadBits(16), 50_000, 65536));

    private static uint Rescale(uint value, uint to, uint from) => (uint)Math.Min(uint.MaxValue, (((ulong)value * to) + (from / 2)) / from);
}
