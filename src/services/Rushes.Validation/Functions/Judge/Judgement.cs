using System.Globalization;
using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Media.Timelines;

namespace Rushes.Validation.Functions.Judge;

/// <summary>Every difference between a video and what was promised, each check on its own, so that all are reported at once.</summary>
internal sealed class Judgement(VideoExpectation expectation, Timeline timeline, FrameIndex index)
{
    // One wrong frame usually means thousands: enough of them to see the pattern.
    private const int MostFramesNamed = 10;

    public IEnumerable<Discrepancy> All() => [.. FrameCount(), .. Times(), .. Chunks(), .. KeyFrames(), .. Picture()];

    private IEnumerable<Discrepancy> FrameCount()
    {
        if (index.Count != timeline.Count)
        {
            yield return Error(
                "validate.frame_count", $"The video has {index.Count} frames, the timeline {timeline.Count}.",
                Math.Min(index.Count, timeline.Count), ("frames", index.Count), ("timeline", timeline.Count));
        }
    }

    private IEnumerable<Discrepancy> Times()
    {
        var wrong = 0;
        for (var decoded = 0; decoded < Math.Min(index.Count, timeline.Count) && wrong < MostFramesNamed; decoded++)
        {
            var frame = index.PresentationOrder(decoded);
            // Both clocks count from the first frame; products of long and uint fit 128 bits.
            var actual = (Int128)index.PresentationTime(decoded) * timeline.Timescale;
            var expected = frame < timeline.Count ? (Int128)timeline.PresentationTime(frame) * index.Timescale : -1;
            if (actual != expected)
            {
                wrong++;
                yield return Error(
                    "validate.frame_time", $"Frame {frame} is shown at another time than the timeline says.",
                    frame, ("ticks", index.PresentationTime(decoded)), ("timescale", index.Timescale));
            }
        }

        if ((Int128)index.TotalDuration * timeline.Timescale != (Int128)timeline.TotalDuration * index.Timescale)
        {
            yield return Error(
                "validate.duration", "The video does not end when the timeline does.", index.Count - 1,
                ("ticks", index.TotalDuration), ("timelineTicks", timeline.TotalDuration));
        }
    }

    private IEnumerable<Discrepancy> Chunks()
    {
        var starts = expectation.ChunkStarts;
        if (index.Chunks.Count != starts.Count)
        {
            yield return Error(
                "validate.chunk_count", $"The video has {index.Chunks.Count} chunks, not {starts.Count}.", 0,
                ("chunks", index.Chunks.Count), ("expected", starts.Count));
        }

        for (var chunk = 0; chunk < Math.Min(index.Chunks.Count, starts.Count); chunk++)
        {
            var first = index.Chunks[chunk].FirstFrame;
            if (first != starts[chunk])
            {
                yield return Error(
                    "validate.chunk_start", $"Chunk {chunk} starts at frame {first}, not {starts[chunk]}.", first,
                    ("start", first), ("expected", starts[chunk]));
            }
        }
    }

    private IEnumerable<Discrepancy> KeyFrames()
    {
        var recipe = expectation.Recipe;
        var promised = new SegmentPlan(timeline, recipe.Chunking.SegmentMs, recipe.Gop.DurationMs, recipe.Chunking.ShotAligned).KeyFrames;
        // Decode and presentation order agree at key frames, because every GOP is closed.
        return promised
            .Where(frame => frame < index.Count && !(index.IsKey(frame) && index.PresentationOrder(frame) == frame))
            .Take(MostFramesNamed)
            .Select(frame => Error("validate.key_frame", $"Frame {frame} is no key frame.", frame));
    }

    private IEnumerable<Discrepancy> Picture()
    {
        var size = expectation.Recipe.Resolution;
        if (index.Format.Width != size.Width || index.Format.Height != size.Height)
        {
            yield return Error(
                "validate.resolution", $"The picture is {index.Format.Width}x{index.Format.Height}, not {size.Width}x{size.Height}.", 0,
                ("width", index.Format.Width), ("height", index.Format.Height));
        }
    }

    private Discrepancy Error(string code, string message, long frame, params ReadOnlySpan<(string Name, long Value)> evidence)
    {
        var discrepancy = new Discrepancy
        {
            Code = code,
            Severity = Severity.Error,
            Message = message,
            Place = new Place { Rendition = expectation.Rendition, Frame = frame },
            Frames = new FrameRange { From = frame, To = frame + 1 },
            Remedy = "Run the job again; if it comes back, report it with the source.",
        };
        if (frame >= 0 && frame < index.Count)
        {
            discrepancy.Place.Chunk = index.ChunkOf((int)frame);
        }

        foreach (var (name, value) in evidence)
        {
            discrepancy.Evidence[name] = value.ToString(CultureInfo.InvariantCulture);
        }

        return discrepancy;
    }
}
