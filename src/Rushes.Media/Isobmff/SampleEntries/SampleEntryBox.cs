using Rushes.Media.Indexing;
using Rushes.Media.Isobmff.Progressive;

namespace Rushes.Media.Isobmff.SampleEntries;

/// <summary>A sample entry of <c>stsd</c>, ISO/IEC 14496-12 §8.5.2, written anew: equal recipes give equal bytes.</summary>
internal static class SampleEntryBox
{
    /// <summary>As an index keeps it, without rates.</summary>
    public static void Write(BoxWriter writer, TrackFormat format)
    {
        if (format.Kind == TrackKind.Video)
        {
            VisualSampleEntry.Write(writer, format, null, FileFlavour.Mp4);
        }
        else
        {
            AudioSampleEntry.Write(writer, format, null, FileFlavour.Mp4);
        }
    }

    /// <param name="writer">Of <c>stsd</c>.</param>
    /// <param name="index">Of the track.</param>
    /// <param name="colour">When it is known better than from the index.</param>
    /// <param name="flavour">Of the file.</param>
    public static void Write(BoxWriter writer, FrameIndex index, Colour? colour, FileFlavour flavour)
    {
        var format = index.Format;
        if (format.Kind == TrackKind.Audio)
        {
            AudioSampleEntry.Write(writer, format, BitRates.Of(index), flavour);
            return;
        }

        var picture = colour is null ? format.Picture : format.Picture with { Colour = colour };
        VisualSampleEntry.Write(writer, format with { Picture = picture }, BitRates.Of(index), flavour);
    }
}
