using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;

namespace Rushes.Cli.Report;

/// <summary>Indexes as they are printed for programs.</summary>
internal static class IndexAnswers
{
    private const double LuminanceUnits = 10_000; // SMPTE ST 2086: 0.0001 cd/m²

    public static IndexAnswerTrack Track(FrameIndex index, int number)
    {
        var (format, summary) = (index.Format, IndexSummary.Of(index));
        var isVideo = format.Kind == TrackKind.Video;
        return new IndexAnswerTrack
        {
            Track = number,
            Kind = isVideo ? "video" : "audio",
            Codec = format.Codec,
            Codecs = format.Codecs,
            Language = index.Language.Length > 0 ? index.Language : null,
            Width = isVideo ? format.Width : null,
            Height = isVideo ? format.Height : null,
            SampleRate = isVideo ? null : format.SampleRate,
            Channels = isVideo ? null : format.Channels,
            Frames = index.Count,
            Bytes = summary.Bytes,
            LargestFrame = summary.LargestFrame,
            Timescale = index.Timescale,
            FirstTime = index.FirstTime,
            Duration = index.TotalDuration,
            FrameRate = summary.FrameRate.ToString(),
            ShortestFrame = summary.ShortestDuration,
            LongestFrame = summary.LongestDuration,
            KeyFrames = summary.Keys,
            ShortestGroup = summary.ShortestGroup,
            LongestGroup = summary.LongestGroup,
            DecodeDelay = index.DecodeDelay,
            Picture = isVideo ? Picture(format.Picture) : null,
            Chunks = [.. index.Chunks.Select(chunk => new IndexAnswerChunk(
                chunk.Uri, chunk.Size, chunk.Digest.IsEmpty ? null : Convert.ToHexStringLower(chunk.Digest.Span), chunk.Count))],
        };
    }

    private static IndexAnswerPicture Picture(PictureProperties picture) => new(
        picture.Rotation,
        picture.PixelAspect?.ToString(),
        picture.Colour is { } colour ? [colour.Primaries, colour.Transfer, colour.Matrix] : null,
        picture.Colour?.FullRange,
        picture.Colour?.VideoRange,
        picture.MasteringDisplay is { } display ? [display.MinimumLuminance / LuminanceUnits, display.MaximumLuminance / LuminanceUnits] : null,
        picture.ContentLight is { } light ? [light.Maximum, light.MaximumFrameAverage] : null);
}
