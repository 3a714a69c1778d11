using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Quality.Comparing;
using Rushes.Quality.Workflow;
using Rushes.Tools.Cutting;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Quality.Functions.Picture;

/// <summary>Makes one frame of the reference and of the encode a picture to look at.</summary>
internal sealed class PictureFunction(ToolInstallation ffmpeg)
{
    private const string Name = "frame.jpg";

    public static readonly FunctionReference<FrameToShow, ShownFrame> Reference =
        new("quality.picture", FrameToShow.Parser, ShownFrame.Parser);

    public async Task<StepOutcome<ShownFrame>> RunAsync(FrameToShow task, FunctionContext context, CancellationToken cancellationToken)
    {
        var frame = (int)task.Frame;
        var video = await SourceTimeline.ReadAsync(task.Reference, context, cancellationToken);
        var media = await context.OpenAsync(task.Reference.Media, cancellationToken);
        var reference = ReferenceInput.Of(media, task.Reference.Track, video, task.Steps, frame, frame + 1);
        var command = task.File is { } file ? await OfFileAsync(file) : await OfChunkAsync();
        var result = await context.Tools.RunAsync(
            new ToolInvocation(ffmpeg.Path, command.Command.Build(Path.Combine(context.WorkFolder, Name)))
            {
                Inputs = [media, command.Encode],
                Outputs = context.WorkFolder,
            },
            cancellationToken);
        return result.Succeeded
            ? new ShownFrame
            {
                Video = task.Video,
                Picture = new WorstPicture { Frame = task.Frame, Vmaf = task.Vmaf, Picture = await context.PublishAsync(Name, cancellationToken) },
            }
            : result.ToFailure("quality.picture_failed", new Place { Rendition = task.Video, Frame = task.Frame });

        async Task<(PictureCommand Command, string Encode)> OfFileAsync(VideoSource file)
        {
            var timeline = await SourceTimeline.ReadAsync(file, context, cancellationToken);
            var path = await context.OpenAsync(file.Media, cancellationToken);
            return (new PictureCommand(task, reference, path, new PictureCut(file.Track, timeline, frame, frame + 1), 0), path);
        }

        async Task<(PictureCommand Command, string Encode)> OfChunkAsync()
        {
            var first = task.Window.FirstOfChunk;
            var chunk = task.Window.Chunks.Zip(task.Window.ChunkFrames).Select(pair =>
            {
                var found = (Chunk: pair.First, First: first, Count: pair.Second);
                first += pair.Second;
                return found;
            }).First(found => frame < found.First + found.Count);
            var path = await context.OpenAsync(chunk.Chunk, cancellationToken);
            return (new PictureCommand(task, reference, path, null, frame - chunk.First), path);
        }
    }
}
