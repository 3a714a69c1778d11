using Rushes.Inspection.Workflow;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Tools.Locating;

namespace Rushes.Inspection.Functions.Listen;

/// <summary>Decodes a sound track once: its loudness, its channels, and what is wrong with it.</summary>
internal sealed class ListenFunction(ToolInstallation ffmpeg)
{
    public static readonly FunctionReference<SoundToHear, SoundHeard> Reference = new("inspection.listen", SoundToHear.Parser, SoundHeard.Parser);

    public async Task<StepOutcome<SoundHeard>> RunAsync(SoundToHear sound, FunctionContext context, CancellationToken cancellationToken)
    {
        var path = await context.OpenAsync(sound.Media, cancellationToken);
        return await new SoundScan(context.Tools, ffmpeg).RunAsync(path, sound.Track, samples => context.Report(samples, 0), cancellationToken);
    }
}
