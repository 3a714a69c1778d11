using Rushes.Contracts;
using Rushes.Media;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff.Reading;
using Rushes.Packaging.Workflow;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Tools.Locating;

namespace Rushes.Packaging.Functions.Read;

/// <summary>Finds the tracks of an input. Their samples stay where they are: what is made is an index of each.</summary>
internal sealed class ReadFunction(ToolInstallation ffmpeg)
{
    public static readonly FunctionReference<ReadTask, ReadTracks> Reference = new("packaging.read", ReadTask.Parser, ReadTracks.Parser);

    public async Task<StepOutcome<ReadTracks>> RunAsync(ReadTask task, FunctionContext context, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await context.OpenStreamAsync(task.Input, cancellationToken);
            StepOutcome<ReadTracks> outcome =
                FrameIndex.IsStoredIn(stream) ? await IndexInput.ReadAsync(task.Input, stream, context, cancellationToken)
                : MovieFile.IsLikely(stream) ? await MovieInput.ReadAsync(task.Input, stream, context, cancellationToken)
                : await new Rewrap(ffmpeg).ReadAsync(task.Input, context, cancellationToken);
            if (outcome is StepOutcome<ReadTracks>.Succeeded { Result: var read })
            {
                read.Size = stream.Length;
            }

            return outcome;
        }
        catch (MediaFormatException refused)
        {
            return new Failure
            {
                Code = "input.unreadable",
                Category = FailureCategory.Input,
                Message = $"The input cannot be read: {refused.Message}",
                Place = new Place { Path = task.Input.Uri },
                Remedy = "Deliver it again; or encode it: rushes encode.",
            };
        }
    }
}
