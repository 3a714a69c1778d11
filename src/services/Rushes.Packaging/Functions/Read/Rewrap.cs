using Rushes.Contracts;
using Rushes.Packaging.Workflow;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Tools.Locating;

namespace Rushes.Packaging.Functions.Read;

/// <summary>An input without tables of its samples: it is read from a file that has them.</summary>
internal sealed class Rewrap(ToolInstallation ffmpeg)
{
    private const string Name = "rewrapped.mov";

    public async Task<StepOutcome<ReadTracks>> ReadAsync(ObjectRef input, FunctionContext context, CancellationToken cancellationToken)
    {
        var source = await context.OpenAsync(input, cancellationToken);
        var file = Path.Combine(context.WorkFolder, Name);
        var failure = await LosslessRewrap.RunAsync(context.Tools, ffmpeg, source, file, cancellationToken);
        if (failure is null)
        {
            return await ReadAsync(context, cancellationToken);
        }

        failure.Place = new Place { Path = input.Uri };
        return failure;
    }

    private static async Task<ReadTracks> ReadAsync(FunctionContext context, CancellationToken cancellationToken)
    {
        var rewrapped = await context.PublishAsync(Name, cancellationToken);
        await using var stream = await context.OpenStreamAsync(rewrapped, cancellationToken);
        return await MovieInput.ReadAsync(rewrapped, stream, context, cancellationToken);
    }
}
