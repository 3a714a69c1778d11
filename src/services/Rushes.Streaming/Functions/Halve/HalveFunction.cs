using Rushes.Contracts;
using Rushes.Media.Fingerprints;
using Rushes.Media.Timelines;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Streaming.Workflow;

namespace Rushes.Streaming.Functions.Halve;

/// <summary>
/// Makes of a source the source of renditions at half its frame rate: the same media, of which every second frame counts. Whoever encodes,
/// validates or measures need not know that there were others.
/// </summary>
internal static class HalveFunction
{
    private const string TimelineName = "half.rtl";
    private const string FingerprintsName = "half.rfp";

    public static readonly FunctionReference<SourceToHalve, VideoSource> Reference = new("streaming.halve", SourceToHalve.Parser, VideoSource.Parser);

    public static async Task<StepOutcome<VideoSource>> RunAsync(SourceToHalve task, FunctionContext context, CancellationToken cancellationToken)
    {
        var film = await context.ReadAsync(task.Source.Timeline, Timeline.ReadFrom, cancellationToken);
        var half = HalfTimeline.Of(film, task.SegmentMs, shotAligned: task.ShotAligned);
        var source = task.Source.Clone();
        source.Timeline = await PublishTimelineAsync(half.Timeline, context, cancellationToken);
        source.Fingerprints = source.Fingerprints is null ? null : await PublishFingerprintsAsync(source.Fingerprints, half, context, cancellationToken);
        source.Damaged.Clear();
        source.Damaged.AddRange(task.Source.Damaged.Select(range => Kept(range, half.Frames)).Where(range => range.To > range.From));
        source.Track.Frames = half.Timeline.Count;
        source.Track.FrameRate = HalfRate.Of(task.Source.Track.FrameRate, film.Count, half.Timeline.Count);
        return source;
    }

    private static FrameRange Kept(FrameRange range, IReadOnlyList<int> frames) =>
        new() { From = frames.TakeWhile(frame => frame < range.From).Count(), To = frames.TakeWhile(frame => frame < range.To).Count() };

    private static async Task<ObjectRef> PublishTimelineAsync(Timeline timeline, FunctionContext context, CancellationToken cancellationToken)
    {
        context.Write(TimelineName, timeline.WriteTo);
        return await context.PublishAsync(TimelineName, cancellationToken);
    }

    private static async Task<ObjectRef> PublishFingerprintsAsync(ObjectRef fingerprints, HalfTimeline half, FunctionContext context, CancellationToken cancellationToken)
    {
        await using (var stream = await context.OpenStreamAsync(fingerprints, cancellationToken))
        await using (var file = File.Create(Path.Combine(context.WorkFolder, FingerprintsName)))
        {
            await FingerprintFile.WriteAsync(await FingerprintReader.OpenAsync(stream, cancellationToken), half.Frames, file, cancellationToken);
        }

        return await context.PublishAsync(FingerprintsName, cancellationToken);
    }
}
