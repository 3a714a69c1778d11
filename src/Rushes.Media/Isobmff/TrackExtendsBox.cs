namespace Rushes.Media.Isobmff;

/// <summary><c>trex</c>, ISO/IEC 14496-12 §8.8.3: what a fragment does not say about its samples.</summary>
internal static class TrackExtendsBox
{
    public static void Write(BoxWriter writer, uint trackId)
    {
        using var box = writer.FullBox("trex"u8);
        writer.UInt32(trackId);
        writer.UInt32(1); // default_sample_description_index
        writer.Zeros(12); // every fragment says its own durations, sizes and flags
    }
}
