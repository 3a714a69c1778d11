using Rushes.Contracts;
using Rushes.Media.Timelines;
using Rushes.Tools.Cutting;
using Rushes.Tools.Probing;

namespace Rushes.Quality.Comparing;

/// <summary>Where the frames of the reference come from.</summary>
/// <param name="Path">Local.</param>
/// <param name="Track">Its picture.</param>
/// <param name="Cut">The frames of the window, and those beside.</param>
internal sealed record ReferenceInput(string Path, VideoTrack Track, PictureCut Cut)
{
    /// <summary>Frames that a deinterlacer sees beyond each end, so that it makes there what it makes inside.</summary>
    private const int Roll = 2;

    public static ReferenceInput Of(string path, VideoTrack track, Timeline video, Steps? steps, int from, int to) =>
        new(path, track, CutOf(track, video, steps, from, to));

    public static PictureCut CutOf(VideoTrack track, Timeline video, Steps? steps, int from, int to) =>
        new(track, video, from, to, steps?.Deinterlacing == Deinterlacing.Frames ? Roll : 0);

    // A scaler takes pictures as they come; other filters have to be built anew where the source changes its size or format.
    public IReadOnlyList<string> DecoderOptions(Steps? steps) => steps is null && !Cut.AreMade ? ["-threads", "1", "-reinit_filter", "0"] : ["-threads", "1"];

    /// <summary>The filters behind the cut: the picture as an encoder had it, but for the size.</summary>
    public IEnumerable<string> Prepared(Steps? steps)
    {
        if (steps is { Deinterlacing: Deinterlacing.Frames })
        {
            yield return PictureFilter.Deinterlace(Track.FieldOrder);
            yield return $"settb={Cut.TimeBase}";
            yield return Cut.CutRange();
        }

        if (steps?.Crop is { } crop)
        {
            yield return PictureFilter.Crop(crop);
        }
    }
}
