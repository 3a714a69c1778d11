using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Media.Manifests.Thumbnails;
using Rushes.Packaging.Workflow;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Packaging.Functions.Thumbnails;

/// <summary>
/// Makes one sheet of thumbnails. Of the picture, wherever it lies, only the frames are fetched that have to be decoded for it: what is
/// on disk is a part of one GOP, whatever the length of the film.
/// </summary>
internal sealed class ThumbnailFunction(ToolInstallation ffmpeg)
{
    public static readonly FunctionReference<ThumbnailTask, ThumbnailSheet> Reference = new("packaging.thumbnails", ThumbnailTask.Parser, ThumbnailSheet.Parser);

    public async Task<StepOutcome<ThumbnailSheet>> RunAsync(ThumbnailTask task, FunctionContext context, CancellationToken cancellationToken)
    {
        var picture = await context.ReadAsync(task.Index, FrameIndex.ReadFrom, cancellationToken);
        var place = new Place { Path = picture.Chunks[0].Uri };
        var tiles = Path.Combine(context.WorkFolder, "tiles.y4m");
        if (await DecodeAsync(task, picture, place, tiles, context, cancellationToken) is { } failure)
        {
            return failure;
        }

        var sheet = Path.Combine(context.WorkFolder, "sheet.jpg");
        var command = SheetCommand.Build(task, tiles, sheet);
        var result = await context.Tools.RunAsync(new ToolInvocation(ffmpeg.Path, command) { Inputs = [tiles], Outputs = context.WorkFolder }, cancellationToken);
        return result.Succeeded ? await WriteAsync(task, sheet, context, cancellationToken) : result.ToFailure("package.thumbnails", place);
    }

    private async Task<Failure?> DecodeAsync(
        ThumbnailTask task, FrameIndex picture, Place place, string path, FunctionContext context, CancellationToken cancellationToken)
    {
        var decoder = new TileDecoder(ffmpeg, task, context);
        var first = ThumbnailTimes.FirstOf(task);
        ToolResult? damaged = null;
        await using var tiles = new TileFile(path, task);
        foreach (var gop in FramesAtTimes.Of(picture, ThumbnailTimes.Of(task)))
        {
            if (LongGops.Refusal(gop.Frames, place) is { } refusal)
            {
                return refusal;
            }

            var result = await decoder.DecodeAsync(gop, first, tiles, cancellationToken);
            if (result.End != ToolEnd.Exited || result.Signal is not null)
            {
                return result.ToFailure("package.thumbnails", place);
            }

            damaged = result.Succeeded ? damaged : result;
            first += (long)gop.Count * task.IntervalSeconds;
        }

        return tiles.HasPicture ? null : damaged?.ToFailure("package.thumbnails", place);
    }

    private async Task<ThumbnailSheet> WriteAsync(ThumbnailTask task, string sheet, FunctionContext context, CancellationToken cancellationToken)
    {
        var output = new PackageOutput(task.DestinationUri, context);
        await output.WriteProvenAsync(ThumbnailTiles.FileName(task.Sheet), await File.ReadAllBytesAsync(sheet, cancellationToken), cancellationToken);
        return new ThumbnailSheet { Files = { output.Files }, Proof = output.Proofs[0], Tool = ffmpeg.ToBuild() };
    }
}
