namespace Rushes.Media.Isobmff;

/// <summary><c>mvhd</c>, ISO/IEC 14496-12 §8.2.2.</summary>
internal static class MovieHeaderBox
{
    /// <param name="writer">Of the movie.</param>
    /// <param name="timescale">Ticks a second.</param>
    /// <param name="duration">Ticks; 0 where it lies in the fragments.</param>
    /// <param name="nextTrackId">Larger than any in the file.</param>
    public static void Write(BoxWriter writer, uint timescale, long duration, uint nextTrackId)
    {
        var isLong = duration > uint.MaxValue;
        using var box = writer.FullBox("mvhd"u8, version: isLong ? (byte)1 : (byte)0);
        writer.Zeros(isLong ? 16 : 8); // no dates in media
        writer.UInt32(timescale);
        writer.Duration(duration, isLong);
        writer.UInt32(0x0001_0000); // rate 1
        writer.UInt16(0x0100); // volume 1
        writer.Zeros(10);
        TransformationMatrix.Unity.Write(writer);
        writer.Zeros(24);
        writer.UInt32(nextTrackId);
    }
}
