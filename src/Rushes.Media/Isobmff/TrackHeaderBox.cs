using Rushes.Media.Timing;

namespace Rushes.Media.Isobmff;

/// <summary><c>tkhd</c>, ISO/IEC 14496-12 §8.3.2.</summary>
internal static class TrackHeaderBox
{
    private const uint Enabled = 0x1;
    private const uint InMovie = 0x2;

    /// <param name="writer">Of the track.</param>
    /// <param name="trackId">From 1.</param>
    /// <param name="format">Size and turn of the picture.</param>
    /// <param name="duration">Of the movie's ticks; 0 where it lies in the fragments.</param>
    /// <param name="isEnabled">Whether it is played unless a viewer chooses: one track of a group.</param>
    public static void Write(BoxWriter writer, uint trackId, TrackFormat format, long duration, bool isEnabled = true)
    {
        var (width, height) = ShownSize(format);
        var matrix = TransformationMatrix.Turned(format.Picture.Rotation, width, height);
        Write(writer, trackId, duration, isEnabled, format.Kind == TrackKind.Audio, matrix, width, height);
    }

    /// <summary>Of a track that is neither seen nor heard.</summary>
    /// <inheritdoc cref="Write(BoxWriter, uint, TrackFormat, long, bool)"/>
    public static void WriteOther(BoxWriter writer, uint trackId, long duration) =>
        Write(writer, trackId, duration, isEnabled: true, isSound: false, TransformationMatrix.Unity, 0, 0);

    private static void Write(
        BoxWriter writer, uint trackId, long duration, bool isEnabled, bool isSound, TransformationMatrix matrix, int width, int height)
    {
        var isLong = duration > uint.MaxValue;
        using var box = writer.FullBox("tkhd"u8, version: isLong ? (byte)1 : (byte)0, flags: InMovie | (isEnabled ? Enabled : 0));
        writer.Zeros(isLong ? 16 : 8); // no dates in media
        writer.UInt32(trackId);
        writer.UInt32(0);
        writer.Duration(duration, isLong);
        writer.Zeros(8 + 2); // reserved, layer
        writer.UInt16(isSound ? (ushort)1 : (ushort)0); // alternate_group
        writer.UInt16(isSound ? (ushort)0x0100 : (ushort)0); // volume
        writer.UInt16(0);
        matrix.Write(writer);
        writer.Int32(width);
        writer.Int32(height);
    }

    // 16.16 in square samples, before the picture is turned.
    private static (int Width, int Height) ShownSize(TrackFormat format)
    {
        var aspect = format.Picture.PixelAspect ?? Rational.One;
        var width = ((Int128)format.Width * aspect.Numerator << 16) / aspect.Denominator;
        return (width > int.MaxValue ? int.MaxValue : (int)width, format.Height << 16);
    }
}
