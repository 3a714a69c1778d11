using Rushes.Media.Timing;

namespace Rushes.Media.Bitstreams.H263;

/// <summary>Picture header (Rec. ITU-T H.263 §5.1).</summary>
/// <param name="TemporalReference">TR: periods of the clock, modulo 256 (§5.1.2). What a clock of its own adds above (ETR) is left out.</param>
/// <param name="IsIntra">INTRA: decoding may start here.</param>
/// <param name="Width">Luma samples; 0 where a header with PLUSPTYPE leaves it to an earlier one.</param>
/// <param name="Height">Luma samples; 0 where a header with PLUSPTYPE leaves it to an earlier one.</param>
/// <param name="IsExtended">PLUSPTYPE is there: H.263 version 2.</param>
/// <param name="Clock">Picture clock frequency, Hz; null where a header with PLUSPTYPE leaves it to an earlier one.</param>
internal readonly record struct H263PictureHeader(int TemporalReference, bool IsIntra, int Width, int Height, bool IsExtended, Rational? Clock)
{
    /// <summary>Hz (§5.1.2).</summary>
    public static readonly Rational StandardClock = new(30_000, 1_001);

    private const int Custom = 6;
    private const int Extended = 7;

    // Source formats (§5.1.3): sub-QCIF, QCIF, CIF, 4CIF, 16CIF.
    private static readonly (int Width, int Height)[] Sizes = [(0, 0), (128, 96), (176, 144), (352, 288), (704, 576), (1408, 1152)];

    /// <exception cref="MediaFormatException">No picture starts here.</exception>
    public static H263PictureHeader Parse(ReadOnlySpan<byte> picture)
    {
        var bits = new BitReader(picture, "H.263 picture");
        if (bits.Read(22) != 0x20)
        {
            throw bits.Malformed("has no picture start code");
        }

        var reference = bits.Read(8);
        if (bits.Read(2) != 2)
        {
            throw bits.Malformed("PTYPE does not start with 1 0");
        }

        bits.Skip(3); // split screen, document camera, freeze picture release
        var format = bits.Read(3);
        if (format == Extended)
        {
            return ReadExtended(ref bits, reference);
        }

        var (width, height) = Sizes.ElementAtOrDefault(format);
        return width > 0
            ? new H263PictureHeader(reference, !bits.ReadFlag(), width, height, false, StandardClock)
            : throw bits.Malformed($"reserved source format {format}");
    }

    // PLUSPTYPE (§5.1.4).
    private static H263PictureHeader ReadExtended(ref BitReader bits, int reference)
    {
        var update = bits.Read(3);
        if (update > 1)
        {
            throw bits.Malformed($"reserved UFEP {update}");
        }

        var (format, hasClock) = (0, false);
        if (update == 1)
        {
            format = bits.Read(3);
            hasClock = bits.ReadFlag();
            bits.Skip(14); // optional modes
        }

        var type = bits.Read(3);
        bits.Skip(6); // RPR, RRU, RTYPE, 0 0 1
        bits.Skip(bits.ReadFlag() ? 2 : 0); // CPM, PSBI
        var (width, height) = format == Custom ? ReadCustomSize(ref bits) : Sizes.ElementAtOrDefault(format);
        Rational? clock = hasClock ? ReadClock(ref bits) : update == 1 ? StandardClock : null;
        return update == 0 || width > 0
            ? new H263PictureHeader(reference, type == 0, width, height, true, clock)
            : throw bits.Malformed($"reserved source format {format}");
    }

    // CPFMT and EPAR (§5.1.5, §5.1.6).
    private static (int Width, int Height) ReadCustomSize(ref BitReader bits)
    {
        const int ExtendedAspect = 15;
        var aspect = bits.Read(4);
        var width = (bits.Read(9) + 1) * 4;
        bits.Skip(1);
        var height = bits.Read(9) * 4;
        bits.Skip(aspect == ExtendedAspect ? 16 : 0);
        return (width, height);
    }

    // CPCFC (§5.1.7).
    private static Rational ReadClock(ref BitReader bits)
    {
        var conversion = bits.ReadFlag() ? 1_001 : 1_000;
        return bits.Read(7) is > 0 and var divisor
            ? new Rational(1_800_000, divisor * conversion)
            : throw bits.Malformed("the picture clock's divisor is 0");
    }
}
