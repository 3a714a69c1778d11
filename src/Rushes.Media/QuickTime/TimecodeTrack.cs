using System.Buffers.Binary;
using System.Text;
using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.Progressive;

namespace Rushes.Media.QuickTime;

/// <summary>
/// A timecode track, QuickTime File Format, "Timecode Media": one sample, the number of the first frame, that holds for all of the
/// picture.
/// </summary>
/// <param name="Start">Of the first picture.</param>
/// <param name="ReelName">Of the tape or card that it came from; empty: not said.</param>
public sealed record TimecodeTrack(Timecode Start, string ReelName = "")
{
    internal const int SampleSize = 4;

    private const uint DropFrame = 0x1;
    private const uint Wraps24Hours = 0x2;
    private const ushort English = 0;

    /// <summary>The frame's number, big-endian.</summary>
    internal byte[] Sample()
    {
        var sample = new byte[SampleSize];
        BinaryPrimitives.WriteUInt32BigEndian(sample, checked((uint)Start.Frame));
        return sample;
    }

    /// <param name="writer">Of the movie.</param>
    /// <param name="id">Of the track.</param>
    /// <param name="movieTimescale">Ticks a second.</param>
    /// <param name="movieDuration">Of the picture, movie ticks.</param>
    /// <param name="offset">Of the sample, in the file.</param>
    /// <param name="isLong">Whether offsets take 64 bits.</param>
    internal void Write(BoxWriter writer, uint id, uint movieTimescale, long movieDuration, long offset, bool isLong)
    {
        var timescale = checked((uint)Start.Rate.Numerator);
        var duration = (long)((Int128)movieDuration * timescale / movieTimescale);
        using var trak = writer.Box("trak"u8);
        TrackHeaderBox.WriteOther(writer, id, movieDuration);
        new EditListBox(0, 0, movieDuration).Write(writer, FileFlavour.QuickTime);
        new MediaBox
        {
            Timescale = timescale,
            Handler = MediaHandler.Timecode,
            Duration = duration,
            Flavour = FileFlavour.QuickTime,
            SampleEntries = [entry => WriteSampleEntry(entry, timescale)],
            SampleTables = tables => WriteTables(tables, duration, offset, isLong),
        }.Write(writer);
    }

    // "Timecode Sample Description".
    private void WriteSampleEntry(BoxWriter writer, uint timescale)
    {
        using var entry = writer.Box("tmcd"u8);
        writer.Zeros(6);
        writer.UInt16(1); // data reference
        writer.UInt32(0);
        writer.UInt32(Wraps24Hours | (Start.IsDropFrame ? DropFrame : 0));
        writer.UInt32(timescale);
        writer.UInt32(checked((uint)Start.Rate.Denominator));
        writer.UInt8(checked((byte)Start.FramesPerSecond));
        writer.UInt8(0);
        if (ReelName.Length > 0)
        {
            // "Source reference": a user data text of this name.
            using var name = writer.Box("name"u8);
            var text = Encoding.UTF8.GetBytes(ReelName);
            writer.UInt16(checked((ushort)text.Length));
            writer.UInt16(English);
            writer.Bytes(text);
        }
    }

    private static void WriteTables(BoxWriter writer, long duration, long offset, bool isLong)
    {
        using (writer.FullBox("stts"u8))
        {
            writer.UInt32(1);
            writer.UInt32(1);
            writer.UInt32((uint)Math.Min(duration, uint.MaxValue));
        }

        using (writer.FullBox("stsc"u8))
        {
            writer.UInt32(1);
            writer.UInt32(1);
            writer.UInt32(1);
            writer.UInt32(1);
        }

        using (writer.FullBox("stsz"u8))
        {
            writer.UInt32(SampleSize);
            writer.UInt32(1);
        }

        using (writer.FullBox(isLong ? "co64"u8 : "stco"u8))
        {
            writer.UInt32(1);
            writer.Duration(offset, isLong);
        }
    }
}
