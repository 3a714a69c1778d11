using Rushes.Contracts;
using Rushes.Inspection.Workflow;
using Rushes.Media.Timelines;
using Rushes.Tools.Cutting;

namespace Rushes.Inspection.Functions.Survey;

/// <summary>How a film is divided so that its parts can be decoded side by side.</summary>
internal static class FilmParts
{
    /// <summary>Most of a minute: long against the start of a process, and against the overlap.</summary>
    private const int Frames = 1200;

    /// <summary>Of each part but the first, the group before it is decoded in vain.</summary>
    private const int Groups = 10;

    /// <summary>Frames that are decoded twice, at the end of a part and at the start of the next: they prove that both decoders show the same.</summary>
    public const int Overlap = PartScan.OnTheWay;

    /// <summary>Whether to look at its packets at all. What is made of several frames, or decoded from the start, is not divided.</summary>
    public static bool MayHave(Probed probed) =>
        probed.Video.Pictures == TimelinePictures.Unspecified
        && !PictureCut.NeedsItsStart(probed.Video)
        && probed.Seconds * probed.Video.FrameRate.Numerator >= 2.0 * Frames * probed.Video.FrameRate.Denominator;

    /// <summary>Ranges of frames from key frame to key frame, none shorter than half of the others; none: the film is too short for more than one.</summary>
    public static IReadOnlyList<FrameRange> Of(Timeline packets)
    {
        var groups = packets.SeekPoints.Count;
        var count = (int)Math.Min(packets.Count / Frames, groups / (double)Groups);
        if (count < 2)
        {
            return [];
        }

        List<FrameRange> parts = [];
        var (from, least) = (0, packets.Count / count / 2);
        foreach (var border in Borders(packets, count))
        {
            if (border - from >= least && packets.Count - border >= least)
            {
                parts.Add(new FrameRange { From = from, To = border });
                from = border;
            }
        }

        return from == 0 ? [] : [.. parts, new FrameRange { From = from, To = packets.Count }];
    }

    /// <summary>Key frames where, or after where, an even division would be.</summary>
    private static IEnumerable<int> Borders(Timeline packets, int count)
    {
        var key = 0;
        for (var part = 1; part < count; part++)
        {
            var frame = (int)((long)packets.Count * part / count);
            while (key < packets.SeekPoints.Count && packets.SeekPoints[key] < packets.SourceTime(frame))
            {
                key++;
            }

            while (key < packets.SeekPoints.Count && frame < packets.Count && packets.SourceTime(frame) < packets.SeekPoints[key])
            {
                frame++;
            }

            yield return key < packets.SeekPoints.Count ? frame : packets.Count;
        }
    }
}
