using Rushes.Media.Bitstreams.Sei;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Bitstreams.Av1;

/// <summary>What the sequence header of AV1 and the metadata OBUs of its configuration and in front of a frame say of it.</summary>
internal static class Av1Properties
{
    /// <param name="configuration">Of the track.</param>
    /// <param name="picture">A sample up to its first frame, that included.</param>
    /// <exception cref="MediaFormatException">An OBU up to the first frame is malformed.</exception>
    public static PictureProperties Read(Av1DecoderConfiguration configuration, ReadOnlySpan<byte> picture)
    {
        var hdr = new HdrMetadata();
        Add(configuration.ConfigObus.Span, hdr);
        Add(picture, hdr);
        return new PictureProperties { Colour = configuration.Colour, MasteringDisplay = hdr.MasteringDisplay, ContentLight = hdr.ContentLight };
    }

    private static void Add(ReadOnlySpan<byte> bytes, HdrMetadata hdr)
    {
        var obus = new Av1ObuReader(bytes);
        while (obus.TryRead(out var obu) && obu.Type is not (Av1ObuType.Frame or Av1ObuType.FrameHeader))
        {
            if (obu.Type == Av1ObuType.Metadata)
            {
                var metadata = Av1Metadata.Parse(obu.Payload);
                hdr.Add(metadata.MasteringDisplay, metadata.ContentLight);
            }
        }
    }
}
