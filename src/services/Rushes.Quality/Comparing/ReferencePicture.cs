using Rushes.Contracts;

namespace Rushes.Quality.Comparing;

/// <summary>What of the reference's picture is compared: upright, cropped, in its own samples.</summary>
internal static class ReferencePicture
{
    public static Resolution SizeOf(VideoTrack track, Steps? steps) =>
        steps?.Crop is { } crop ? new Resolution { Width = crop.Width, Height = crop.Height } : track.Upright;
}
