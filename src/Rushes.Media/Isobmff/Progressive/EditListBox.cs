using Rushes.Media.Indexing;

namespace Rushes.Media.Isobmff.Progressive;

/// <summary><c>edts</c>/<c>elst</c>, ISO/IEC 14496-12 §8.6.6: where presentation time 0 lies among a track's own times.</summary>
/// <param name="Empty">Movie ticks before the track begins.</param>
/// <param name="MediaTime">Media ticks that are decoded and not presented.</param>
/// <param name="Duration">Movie ticks from <see cref="MediaTime"/> to the end.</param>
internal readonly record struct EditListBox(long Empty, long MediaTime, long Duration)
{
    private const uint Rate1 = 0x0001_0000;

    /// <summary>Movie ticks that the track takes.</summary>
    public long Total => Empty + Duration;

    /// <summary>The media start with the first sample decoded.</summary>
    public static EditListBox Of(FrameIndex index, uint movieTimescale)
    {
        var end = Scale(index.FirstTime + index.TotalDuration, index.Timescale, movieTimescale);
        var empty = index.FirstTime > 0 ? Scale(index.FirstTime, index.Timescale, movieTimescale) : 0;
        return new EditListBox(empty, index.DecodeDelay + Math.Max(0, -index.FirstTime), end - empty);
    }

    /// <param name="writer">Of the track.</param>
    /// <param name="flavour">QuickTime wants a list also where there is nothing to say.</param>
    public void Write(BoxWriter writer, FileFlavour flavour)
    {
        if (Empty == 0 && MediaTime == 0 && flavour == FileFlavour.Mp4)
        {
            return;
        }

        var isLong = Math.Max(Empty, Duration) > uint.MaxValue || MediaTime > int.MaxValue;
        using var edts = writer.Box("edts"u8);
        using var elst = writer.FullBox("elst"u8, version: isLong ? (byte)1 : (byte)0);
        writer.UInt32(Empty > 0 ? 2u : 1u);
        if (Empty > 0)
        {
            WriteEdit(writer, Empty, -1, isLong);
        }

        WriteEdit(writer, Duration, MediaTime, isLong);
    }

    private static void WriteEdit(BoxWriter writer, long duration, long mediaTime, bool isLong)
    {
        writer.Duration(duration, isLong);
        writer.Duration(mediaTime, isLong);
        writer.UInt32(Rate1);
    }

    // To the nearest tick.
    private static long Scale(long ticks, uint from, uint to) => (long)((((Int128)ticks * to * 2) + from) / ((Int128)from * 2));
}
