using Rushes.Media.Encryption;
using Rushes.Media.Indexing;

namespace Rushes.Media.Isobmff;

/// <summary><c>moof</c>, ISO/IEC 14496-12 §8.8.4, with one track fragment.</summary>
internal static class MovieFragmentBox
{
    /// <summary>But for what a protected fragment has beside.</summary>
    public static int Size(TrackRunLayout layout, uint? entry, int count) =>
        8 + 16 + 8 + TrackFragmentHeaderBox.Size(layout, entry) + TrackFragmentDecodeTimeBox.Size + TrackRunBox.Size(layout, count);

    /// <summary>A fragment whose samples follow in one <c>mdat</c> right behind it.</summary>
    public static void Write(BoxWriter writer, CmafFragment fragment, FrameIndex index, long baseTicks, FragmentProtection? protection)
    {
        var start = writer.Written.Length;
        using var moof = writer.Box("moof"u8);
        using (writer.FullBox("mfhd"u8))
        {
            writer.UInt32(fragment.SequenceNumber);
        }

        using var traf = writer.Box("traf"u8);
        TrackFragmentHeaderBox.Write(writer, InitializationSegment.TrackId, fragment.Layout, fragment.Entry);
        TrackFragmentDecodeTimeBox.Write(writer, baseTicks + index.DecodeTime(fragment.From));
        TrackRunBox.Write(writer, fragment.Layout, index, fragment.From, fragment.To, fragment.DataOffset);
        protection?.Write(writer, fragment.From, fragment.To, start);
    }
}
