using System.Globalization;
using Rushes.Contracts;
using Rushes.Media.Fingerprints;
using Rushes.Media.Indexing;
using Rushes.Media.Timelines;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Quality.Comparing;
using Rushes.Quality.Workflow;
using Rushes.Tools.Probing;

namespace Rushes.Quality.Functions.Align;

/// <summary>Proves that an encode shows the frames of the reference, as far as can be told before they are decoded, and plans how to score it.</summary>
internal static class AlignFunction
{
    public static readonly FunctionReference<VideoToAlign, AlignedVideo> Reference =
        new("quality.align", VideoToAlign.Parser, AlignedVideo.Parser);

    public static async Task<StepOutcome<AlignedVideo>> RunAsync(VideoToAlign task, FunctionContext context, CancellationToken cancellationToken)
    {
        var (name, picture) = (task.Video.Name, EncodePicture.Of(task.Video));
        var reference = await SourceTimeline.ReadAsync(task.Reference, context, cancellationToken);
        var aligned = new AlignedVideo
        {
            Name = name, Frames = reference.Count, Comparison = ComparisonChoice.Of(task.Reference.Track, task.Steps, picture, task.Model),
        };
        Failure?[] refusals =
        [
            .. PictureRefusals.Of(task.Video, task.Reference.Track, task.Steps, picture, task.Metrics),
            task.Video.File is { } file ? await PlanAsync(task, file, reference, aligned, context, cancellationToken) : await PlanAsync(task, task.Video.Encoded, reference, aligned, context, cancellationToken),
        ];
        if (Array.FindAll(refusals, refusal => refusal is not null) is { Length: > 0 } found)
        {
            return new StepOutcome<AlignedVideo>.Failed(found!);
        }

        aligned.Findings.AddRange(Light(name, aligned.Comparison));
        return await CompareAsync(task, aligned, context, cancellationToken) is { } other ? other : aligned;
    }

    private static async Task<Failure?> PlanAsync(
        VideoToAlign task, VideoSource file, Timeline reference, AlignedVideo aligned, FunctionContext context, CancellationToken cancellationToken)
    {
        var encode = await SourceTimeline.ReadAsync(file, context, cancellationToken);
        var samples = Samples(task, reference);
        aligned.Windows.AddRange(samples.Length > 0 ? samples.Select(WindowPlan.Of) : WindowPlan.Of(encode));
        return new TimeRefusals(aligned.Name, reference, encode).Find();
    }

    private static async Task<Failure?> PlanAsync(
        VideoToAlign task, EncodedVideo encoded, Timeline reference, AlignedVideo aligned, FunctionContext context, CancellationToken cancellationToken)
    {
        var index = await context.ReadAsync(encoded.Index, FrameIndex.ReadFrom, cancellationToken);
        if (index.Count != reference.Count)
        {
            return PictureRefusals.Refusal(
                aligned.Name, "quality.length", string.Create(CultureInfo.InvariantCulture, $"The encode has {index.Count} frames, the reference {reference.Count}."),
                "Give the range of the reference that was encoded.");
        }

        var samples = Samples(task, reference);
        aligned.Windows.AddRange(samples.Length > 0 ? samples.Select(few => WindowPlan.Of(index, few)) : WindowPlan.Of(index, MostChunks(task, aligned.Comparison)));
        return null;
    }

    private static int MostChunks(VideoToAlign task, Comparison comparison) =>
        ScoreMemory.MostChunks(task.Reference.Track, comparison.Size, ComparisonChoice.BitsOf(comparison), task.Metrics);

    // None: all frames are measured.
    private static IReadOnlyList<int>[] Samples(VideoToAlign task, Timeline reference) =>
        task.Sampling is { } sampling ? [.. new SamplePlan(reference, task.Reference.Track, task.Steps, task.Cost).Groups(sampling)] : [];

    // A crop cuts the cells that fingerprints are means of.
    private static async Task<Failure?> CompareAsync(VideoToAlign task, AlignedVideo aligned, FunctionContext context, CancellationToken cancellationToken)
    {
        if (task.Reference.Fingerprints is not { } ours || task.Video.File?.Fingerprints is not { } theirs || task.Steps?.Crop is not null)
        {
            return null;
        }

        await using var stream = await context.OpenStreamAsync(ours, cancellationToken);
        var mezzanine = await FingerprintReader.OpenAsync(stream, cancellationToken);
        var whole = new ComparedChunk(0, 0, token =>
        {
            context.Report(0, 0);
            return context.OpenStreamAsync(theirs, token);
        });
        var rules = new PictureRules((int)(task.Reference.Frames?.From ?? 0), MapsTones: false, Steps.MakeWholePictures(task.Steps));
        var shown = new ShownPictures(aligned.Name, (int)aligned.Frames, await new PictureComparison(mezzanine, [whole], rules).RunAsync(cancellationToken));
        aligned.Findings.AddRange(shown.Findings());
        return shown.Refusal();
    }

    private static IEnumerable<Finding> Light(string name, Comparison comparison)
    {
        if (HighDynamicRange.Has(comparison.Transfer))
        {
            yield return new Finding
            {
                Code = "quality.hdr",
                Severity = Severity.Warning,
                Evidence = { ["video"] = name, ["model"] = comparison.Model, ["transfer"] = comparison.Transfer },
                Remedy = "Compare such scores with each other only: the model learnt from viewers of standard dynamic range, and saw the signal as it is, not its light.",
            };
        }
    }
}
