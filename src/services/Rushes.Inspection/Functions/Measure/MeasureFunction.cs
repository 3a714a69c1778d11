using Rushes.Contracts;
using Rushes.Inspection.Workflow;
using Rushes.Media.Timelines;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Tools.Commands;
using Rushes.Tools.Cutting;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Inspection.Functions.Measure;

/// <summary>Measures some of the pictures, and proves that they were those. What the measures mean is for others to judge.</summary>
internal sealed class MeasureFunction(ToolInstallation ffmpeg)
{
    // Raised when something else is measured, or written another way.
    private const string Form = "rushes measures 6";

    /// <summary>Frames beyond each end that are measured too, because fields and motion are judged by those beside.</summary>
    private const int Roll = 4;

    public static readonly FunctionReference<PicturesToMeasure, MeasuredPictures> Reference =
        new("inspection.measure", PicturesToMeasure.Parser, MeasuredPictures.Parser);

    public async Task<StepOutcome<MeasuredPictures>> RunAsync(PicturesToMeasure task, FunctionContext context, CancellationToken cancellationToken)
    {
        var kept = new KeptResults(context, ffmpeg, task.Media, Form, task.Video.ToString(), task.Frames.ToString());
        if (await kept.FindAsync(MeasureFiles.Measures, cancellationToken) is { } known)
        {
            return new MeasuredPictures { Frames = task.Frames, Measures = known };
        }

        var video = await context.ReadAsync(task.Timeline, Timeline.ReadFrom, cancellationToken);
        var media = await context.OpenAsync(task.Media, cancellationToken);
        var (from, to) = ((int)task.Frames.From, (int)task.Frames.To);
        var cut = new PictureCut(task.Video, video, from, to, Roll);
        var command = new MeasureCommand(task.Video, cut, media, context.WorkFolder);
        // Seek points of a container may lie. Slower, but the frames of a whole decode are the definition.
        var failure = await MeasureAsync(seek: true) is null ? null : await MeasureAsync(seek: false);
        if (failure is not null)
        {
            return failure;
        }

        var measures = await new MeasureReading(context.WorkFolder, cut.Proven.From, from, to, MeasureCommand.LevelBits(task.Video)).ReadAsync(cancellationToken);
        return new MeasuredPictures { Frames = task.Frames, Measures = await kept.KeepAsync(MeasureFiles.Measures, measures, cancellationToken) };

        async Task<Failure?> MeasureAsync(bool seek)
        {
            var result = await RunAsync(command.Build(seek), media, to - from, context, cancellationToken);
            return !result.Succeeded ? result.ToFailure("inspect.failed", PlaceOf(task))
                : await cut.FindDifferenceAsync(Path.Combine(context.WorkFolder, MeasureFiles.Times), cancellationToken) is { } difference ? Other(task, cut, difference)
                : null;
        }
    }

    private async Task<ToolResult> RunAsync(
        IReadOnlyList<string> arguments, string media, int count, FunctionContext context, CancellationToken cancellationToken) =>
        await context.Tools.RunAsync(
            new ToolInvocation(ffmpeg.Path, arguments)
            {
                Inputs = [media],
                Outputs = context.WorkFolder,
                WorkingDirectory = context.WorkFolder,
                OnOutputLine = line =>
                {
                    if (FFmpegProgress.TryReadFrames(line, out var frames))
                    {
                        context.Report(Math.Min(frames, count), count);
                    }
                },
            },
            cancellationToken);

    private static Failure Other(PicturesToMeasure task, PictureCut cut, FrameDifference difference)
    {
        var place = PlaceOf(task);
        place.Frame = cut.Proven.From + difference.Frame;
        return new Failure
        {
            Code = "inspect.frames",
            Category = FailureCategory.Input,
            Message = "The source does not decode to the same frames twice.",
            Place = place,
            Remedy = "Rewrap the source, or inspect it with --phase artefacts.",
        };
    }

    private static Place PlaceOf(PicturesToMeasure task) => new() { Path = task.Media.Uri, Frame = task.Frames.From };
}
