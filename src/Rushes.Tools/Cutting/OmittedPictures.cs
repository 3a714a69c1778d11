using Rushes.Media.Timelines;

namespace Rushes.Tools.Cutting;

/// <summary>Pictures that a timeline leaves out, at even distances: every fifth where telecine is undone, every second at half the frame rate.</summary>
/// <param name="First">Its number.</param>
/// <param name="Last">Its number.</param>
/// <param name="Step">From one to the next; at least 1.</param>
internal readonly record struct OmittedPictures(int First, int Last, int Step)
{
    /// <summary>As few runs as they come in; half-open range of frames, which are kept all.</summary>
    public static IEnumerable<OmittedPictures> Of(Timeline video, int from, int to)
    {
        OmittedPictures? run = null;
        foreach (var picture in Omitted(video, from, to))
        {
            if (run is { } single && single.First == single.Last)
            {
                run = new(single.First, picture, picture - single.First);
            }
            else if (run is { } steady && picture - steady.Last == steady.Step)
            {
                run = steady with { Last = picture };
            }
            else
            {
                if (run is { } ended)
                {
                    yield return ended;
                }

                run = new(picture, picture, 1);
            }
        }

        if (run is { } last)
        {
            yield return last;
        }
    }

    private static IEnumerable<int> Omitted(Timeline video, int from, int to)
    {
        for (var frame = from + 1; frame < to; frame++)
        {
            for (var picture = video.PictureOf(frame - 1) + 1; picture < video.PictureOf(frame); picture++)
            {
                yield return picture;
            }
        }
    }
}
