using System.Globalization;
using Rushes.Contracts;
using Rushes.Media.Timelines;

namespace Rushes.Validation.Functions.Judge;

/// <summary>
/// Holds the frames of a file, whoever made it, against those of its source: as many, and each shown when it was. Containers round times, so
/// that a frame is late or early when it is off by half of the source's frame and more.
/// </summary>
/// <param name="rendition">Its name.</param>
/// <param name="source">What it was made of.</param>
/// <param name="file">Its own.</param>
internal sealed class FileJudgement(string rendition, Timeline source, Timeline file)
{
    // One wrong frame usually means thousands: enough of them to see the pattern.
    private const int MostFramesNamed = 10;

    public IEnumerable<Discrepancy> All() => [.. FrameCount(), .. Times()];

    private IEnumerable<Discrepancy> FrameCount()
    {
        if (file.Count != source.Count)
        {
            yield return Error(
                "validate.frame_count", $"The video has {file.Count} frames, the source {source.Count}.", Math.Min(file.Count, source.Count),
                ("frames", file.Count), ("source", source.Count));
        }
    }

    private IEnumerable<Discrepancy> Times()
    {
        int[] wrong = [.. Enumerable.Range(0, Math.Min(file.Count, source.Count)).Where(IsElsewhere)];
        return wrong.Take(MostFramesNamed).Select(frame => Error(
            "validate.frame_time", $"Frame {frame} is shown at another time than the source's.", frame,
            ("ticks", file.PresentationTime(frame)), ("timescale", file.Timescale), ("count", wrong.Length)));
    }

    // In units of both clocks multiplied: products of long and uint fit 128 bits.
    private bool IsElsewhere(int frame)
    {
        var off = ((Int128)file.PresentationTime(frame) * source.Timescale) - ((Int128)source.PresentationTime(frame) * file.Timescale);
        return Int128.Abs(off) * 2 >= (Int128)source.Duration(frame) * file.Timescale;
    }

    private Discrepancy Error(string code, string message, long frame, params ReadOnlySpan<(string Name, long Value)> evidence)
    {
        var discrepancy = new Discrepancy
        {
            Code = code,
            Severity = Severity.Error,
            Message = message,
            Place = new Place { Rendition = rendition, Frame = frame },
            Frames = new FrameRange { From = frame, To = frame + 1 },
            Remedy = "Encode the source again, frame for frame; where the rate was meant to change, say how.",
        };
        foreach (var (name, value) in evidence)
        {
            discrepancy.Evidence[name] = value.ToString(CultureInfo.InvariantCulture);
        }

        return discrepancy;
    }
}
