using Rushes.Contracts;
using Rushes.Packaging.Workflow;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Packaging.Functions.Read;

/// <summary>
/// Other containers and elementary streams have no tables of their samples: they are put, as they are, into a file that has.
/// </summary>
internal sealed class Rewrap(ToolInstallation ffmpeg)
{
    private const string Name = "rewrapped.mov";

    public async Task<StepOutcome<ReadTracks>> ReadAsync(ObjectRef input, FunctionContext context, CancellationToken cancellationToken)
    {
        var source = await context.OpenAsync(input, cancellationToken);
        var file = Path.Combine(context.WorkFolder, Name);
        Failure? failure = null;
        foreach (var format in (string[])["mp4", "mov"])
        {
            var result = await context.Tools.RunAsync(
                new ToolInvocation(ffmpeg.Path, RewrapCommand.Build(source, file, format)) { Inputs = [source], Outputs = context.WorkFolder }, cancellationToken);
            if (result.Succeeded)
            {
                return await ReadAsync(context, cancellationToken);
            }

            failure = result.ToFailure("input.unreadable", new Place { Path = input.Uri });
            if (result.End != ToolEnd.Exited)
            {
                break;
            }

            // It ran and found nothing that it could read: another try would not.
            failure.Category = FailureCategory.Input;
            failure.Message = "FFmpeg finds no picture and no sound in it that could be packaged.";
            failure.Remedy = "Check that it is media, whole, and of codecs that MP4 or QuickTime hold; or encode it: rushes encode.";
        }

        return failure!;
    }

    private static async Task<ReadTracks> ReadAsync(FunctionContext context, CancellationToken cancellationToken)
    {
        var rewrapped = await context.PublishAsync(Name, cancellationToken);
        await using var stream = await context.OpenStreamAsync(rewrapped, cancellationToken);
        return await MovieInput.ReadAsync(rewrapped, stream, context, cancellationToken);
    }
}
