using Rushes.Contracts;
using Rushes.Media.Timelines;
using Rushes.Tools.Cutting;

namespace Rushes.Quality.Functions.Score;

/// <summary>Where the frames of the reference come from.</summary>
/// <param name="Path">Local.</param>
/// <param name="Track">Its picture.</param>
/// <param name="Cut">The frames of the window, and those beside.</param>
internal sealed record ReferenceInput(string Path, VideoTrack Track, PictureCut Cut)
{
    /// <summary>Frames that a deinterlacer sees beyond each end, so that it makes there what it makes inside.</summary>
    private const int Roll = 2;

    public static ReferenceInput Of(string path, VideoTrack track, Timeline video, Steps? steps, FrameSpan span) =>
        new(path, track, new PictureCut(track, video, span.First, span.End, steps?.Deinterlacing == Deinterlacing.Frames ? Roll : 0));
}
