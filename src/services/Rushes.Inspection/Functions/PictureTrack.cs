using Rushes.Contracts;
using Rushes.Tools.Probing;

namespace Rushes.Inspection.Functions;

/// <summary>The picture track as the tools take it.</summary>
internal static class PictureTrack
{
    public static ProbedVideo Of(VideoTrack video, Rational timeBase) => new(
        video.StreamIndex, video.Codec, video.PixelFormat, video.BitDepth, video.Upright, video.PixelAspect,
        video.Rotation, video.Colour, video.FieldOrder, video.FrameRate, timeBase);
}
