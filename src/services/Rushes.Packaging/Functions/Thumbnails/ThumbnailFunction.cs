using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Manifests.Thumbnails;
using Rushes.Packaging.Workflow;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;
using MediaColour = Rushes.Media.Isobmff.Colour;

namespace Rushes.Packaging.Functions.Thumbnails;

/// <summary>
/// Makes one sheet of thumbnails. Of the picture, wherever it lies, only the frames are fetched that have to be decoded for it: what is
/// on disk is a few GOPs, whatever the length of the film.
/// </summary>
internal sealed class ThumbnailFunction(ToolInstallation ffmpeg)
{
    public static readonly FunctionReference<ThumbnailTask, ThumbnailSheet> Reference = new("packaging.thumbnails", ThumbnailTask.Parser, ThumbnailSheet.Parser);

    public async Task<StepOutcome<ThumbnailSheet>> RunAsync(ThumbnailTask task, FunctionContext context, CancellationToken cancellationToken)
    {
        var picture = await context.ReadAsync(task.Index, FrameIndex.ReadFrom, cancellationToken);
        var plan = PlanOf(task, picture);
        var frames = Path.Combine(context.WorkFolder, "frames.mp4");
        await using (var file = File.Create(frames))
        await using (var samples = ObjectSamples.Of(plan.Index, context))
        {
            await FileWriter.WriteAsync(plan, [samples], file, cancellationToken);
        }

        var sheet = Path.Combine(context.WorkFolder, "sheet.jpg");
        var command = SheetCommand.Build(task, SheetClock.Of(task, plan), frames, sheet);
        var result = await context.Tools.RunAsync(new ToolInvocation(ffmpeg.Path, command) { Inputs = [frames], Outputs = context.WorkFolder }, cancellationToken);
        return result.Succeeded
            ? await WriteAsync(task, sheet, context, cancellationToken)
            : result.ToFailure("package.thumbnails", new Place { Path = picture.Chunks[0].Uri });
    }

    private static CmafTrackPlan PlanOf(ThumbnailTask task, FrameIndex picture)
    {
        var frames = FramesAtTimes.Of(picture, ThumbnailTimes.Of(task));
        var options = new CmafTrackOptions { Colour = MediaColour.FromNames(task.Colour?.Range, task.Colour?.Primaries, task.Colour?.Transfer, task.Colour?.Matrix) };
        return new CmafTrackPlan(frames, [0], PackageBase.Seconds(PackageBase.DecodeLead(frames)), options);
    }

    private async Task<ThumbnailSheet> WriteAsync(ThumbnailTask task, string sheet, FunctionContext context, CancellationToken cancellationToken)
    {
        var output = new PackageOutput(task.DestinationUri, context);
        await output.WriteProvenAsync(ThumbnailTiles.FileName(task.Sheet), await File.ReadAllBytesAsync(sheet, cancellationToken), cancellationToken);
        return new ThumbnailSheet { Files = { output.Files }, Proof = output.Proofs[0], Tool = ffmpeg.ToBuild() };
    }
}
