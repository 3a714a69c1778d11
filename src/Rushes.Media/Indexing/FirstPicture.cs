using Rushes.Media.Bitstreams.Av1;
using Rushes.Media.Bitstreams.Avc;
using Rushes.Media.Bitstreams.Hevc;
using Rushes.Media.Bitstreams.Mpeg2;
using Rushes.Media.Bitstreams.ProRes;
using Rushes.Media.Bitstreams.Vc3;
using Rushes.Media.Bitstreams.Vp9;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Indexing;

/// <summary>
/// What a track's stream says of its pictures where the file is silent: HDR10 metadata, colour, field order. The decoder's
/// configuration and the beginning of the first key picture are read, and no more.
/// </summary>
internal static class FirstPicture
{
    private const int Headers = 1 << 16;
    private const int HeadersAndSlice = 1 << 23;

    /// <param name="index">Of a track of a file.</param>
    /// <param name="file">Seekable.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<FrameIndex> CompleteAsync(FrameIndex index, Stream file, CancellationToken cancellationToken)
    {
        if (index.Format.Kind != TrackKind.Video)
        {
            return index;
        }

        var key = Enumerable.Range(0, index.Count).FirstOrDefault(index.IsKey);
        var picture = new byte[Math.Min(index.Size(key), index.Format.Codec is "avc" or "hevc" or "av1" ? HeadersAndSlice : Headers)];
        file.Position = index.Offset(key);
        var read = await file.ReadAtLeastAsync(picture, picture.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return index.WithFormat(Complete(index.Format, picture.AsSpan(0, read)));
    }

    /// <summary>What the file says stands. A stream that cannot be read that far adds nothing: who decodes it will say so.</summary>
    public static TrackFormat Complete(TrackFormat format, ReadOnlySpan<byte> picture)
    {
        try
        {
            return format.Codec == "mpeg2" ? CompleteMpeg2(format, picture) : With(format, Read(format, picture));
        }
        catch (MediaFormatException)
        {
            return format;
        }
    }

    private static PictureProperties Read(TrackFormat format, ReadOnlySpan<byte> picture) => format.Codec switch
    {
        "avc" => AvcProperties.Read(AvcDecoderConfiguration.Parse(format.Configuration.Span), picture),
        "hevc" => HevcProperties.Read(HevcDecoderConfiguration.Parse(format.Configuration.Span), picture),
        "av1" => Av1Properties.Read(Av1DecoderConfiguration.Parse(format.Configuration.Span), picture),
        "vp9" => new PictureProperties { Colour = Vp9DecoderConfiguration.Parse(format.Configuration.Span).Colour },
        "dnxhd" or "dnxhr" => new PictureProperties { FieldOrder = Vc3FrameHeader.Parse(picture).FieldOrder },
        _ when ProResConfiguration.Of(format.EntryType) is not null => ReadProRes(ProResFrameHeader.Parse(picture)),
        _ => PictureProperties.None,
    };

    private static PictureProperties ReadProRes(ProResFrameHeader header) => new() { Colour = header.Colour, FieldOrder = header.FieldOrder };

    // "m2v1" is QuickTime's name of what "mp4v" is in MP4, which has to say the profile, too.
    private static TrackFormat CompleteMpeg2(TrackFormat format, ReadOnlySpan<byte> picture)
    {
        var (sequence, properties) = Mpeg2Properties.Read(picture);
        if (sequence is { } extension && format.Configuration.IsEmpty)
        {
            var built = Mpeg2DecoderConfiguration.Build(extension, default);
            format = format with { EntryType = "mp4v", Codecs = built.Codecs, Configuration = new[] { built.ObjectType } };
        }

        return With(format, properties);
    }

    private static TrackFormat With(TrackFormat format, PictureProperties coded) => format with
    {
        Picture = format.Picture with
        {
            Colour = Colour.Complete(format.Picture.Colour, coded.Colour),
            FieldOrder = format.Picture.FieldOrder ?? coded.FieldOrder,
            MasteringDisplay = format.Picture.MasteringDisplay ?? coded.MasteringDisplay,
            ContentLight = format.Picture.ContentLight ?? coded.ContentLight,
        },
    };
}
