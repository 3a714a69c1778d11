using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Audio.Functions.Aac;

/// <summary>Encodes one track, and indexes what the encoder wrote.</summary>
internal sealed class AacFunction(ToolInstallation ffmpeg)
{
    public static readonly FunctionReference<EncodeAudioRequest, EncodeAudioResponse> Reference =
        new("audio.aac", EncodeAudioRequest.Parser, EncodeAudioResponse.Parser);

    public async Task<StepOutcome<EncodeAudioResponse>> RunAsync(
        EncodeAudioRequest request, FunctionContext context, CancellationToken cancellationToken)
    {
        var source = await context.OpenAsync(request.Media, cancellationToken);
        var result = await context.Tools.RunAsync(
            new ToolInvocation(ffmpeg.Path, AacCommand.Build(request, source, context.WorkFolder))
            {
                Inputs = [source],
                Outputs = context.WorkFolder,
            },
            cancellationToken);
        if (!result.Succeeded)
        {
            return result.ToFailure("audio.failed", new Place { Rendition = request.Name });
        }

        var media = await context.PublishAsync(AacCommand.MediaName, cancellationToken);
        return await IndexedTrack.BuildAsync(request, media, context, cancellationToken);
    }
}
