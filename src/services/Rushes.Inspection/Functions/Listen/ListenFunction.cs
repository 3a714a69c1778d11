using Rushes.Inspection.Workflow;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Tools.Locating;

namespace Rushes.Inspection.Functions.Listen;

/// <summary>Decodes a sound track once: its loudness, its channels, and what is wrong with it.</summary>
internal sealed class ListenFunction(ToolInstallation ffmpeg)
{
    // Raised when something else is listened for, or written another way.
    private const string Form = "rushes sound 4";
    private const string Heard = "heard";

    public static readonly FunctionReference<SoundToHear, SoundHeard> Reference = new("inspection.listen", SoundToHear.Parser, SoundHeard.Parser);

    public async Task<StepOutcome<SoundHeard>> RunAsync(SoundToHear sound, FunctionContext context, CancellationToken cancellationToken)
    {
        var kept = new KeptResults(context, ffmpeg, sound.Media, Form, sound.Track.ToString());
        if (await kept.FindAsync(Heard, SoundHeard.Parser, cancellationToken) is { } known)
        {
            return known;
        }

        var path = await context.OpenAsync(sound.Media, cancellationToken);
        var outcome = await new SoundScan(context.Tools, ffmpeg).RunAsync(path, sound.Track, samples => context.Report(samples, 0), cancellationToken);
        if (outcome is StepOutcome<SoundHeard>.Succeeded { Result: var heard })
        {
            await kept.KeepAsync(Heard, heard, cancellationToken);
        }

        return outcome;
    }
}
