using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Packaging.Workflow;
using Rushes.Platform.Functions;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Packaging.Functions.Thumbnails;

/// <summary>Makes the thumbnails of one GOP after another, each from a file of the frames that it takes and no more.</summary>
internal sealed class TileDecoder(ToolInstallation ffmpeg, ThumbnailTask task, FunctionContext context)
{
    private readonly string _frames = Path.Combine(context.WorkFolder, "frames.mp4");
    private readonly string _pixels = Path.Combine(context.WorkFolder, "pixels.yuv");

    /// <param name="gop">What to decode.</param>
    /// <param name="first">Time of the first thumbnail, seconds.</param>
    /// <param name="tiles">Where the thumbnails go.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How FFmpeg ended; thumbnails stand in the file in any case.</returns>
    public async Task<ToolResult> DecodeAsync(FramesAtTimes gop, long first, TileFile tiles, CancellationToken cancellationToken)
    {
        var plan = PlanOf(gop.Frames);
        await using (var file = File.Create(_frames))
        await using (var samples = ObjectSamples.Of(plan.Index, context))
        {
            await FileWriter.WriteAsync(plan, [samples], file, cancellationToken);
        }

        var command = TileCommand.Build(task, TileClock.Of(first, plan), gop.Count, _frames, _pixels);
        File.Delete(_pixels);
        var result = await context.Tools.RunAsync(new ToolInvocation(ffmpeg.Path, command) { Inputs = [_frames], Outputs = context.WorkFolder }, cancellationToken);
        await using var pixels = new FileStream(_pixels, FileMode.OpenOrCreate, FileAccess.Read);
        await tiles.AppendAsync(pixels, gop.Count, cancellationToken);
        return result;
    }

    private CmafTrackPlan PlanOf(FrameIndex frames)
    {
        var options = new CmafTrackOptions { Colour = TrackPlans.ColourOf(task.Colour) };
        return new CmafTrackPlan(frames, [0], PackageBase.Seconds(PackageBase.DecodeLead(frames)), options);
    }
}
