using System.Globalization;
using Rushes.Cli.Jobs;
using Rushes.Contracts;
using Rushes.Tools.Commands;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Cli.Sequences;

/// <summary>
/// Numbered images, put one behind the other into a QuickTime file as they are: no picture is decoded. What comes after has one file with a
/// clock, a digest and a place for every frame. The file is as large as the images, and goes with the job.
/// </summary>
/// <param name="sequence">Without a gap.</param>
/// <param name="rate">Images a second.</param>
internal sealed class SequenceInput(ImageSequence sequence, Rational rate) : IJobInput
{
    public string? Path => null;

    public InputIdentity Identity => new(
        sequence.Path, sequence.Bytes, sequence.Modified, string.Create(CultureInfo.InvariantCulture, $"{sequence.First}+{sequence.Count} at {rate.Numerator}/{rate.Denominator}"));

    public Task<(string? Path, Failure? Failure)> ProvideAsync(string folder, IToolRunner runner, ToolInstallation ffmpeg, CancellationToken cancellationToken)
    {
        var path = System.IO.Path.Combine(folder, "sequence.mov");
        return File.Exists(path)
            ? Task.FromResult<(string?, Failure?)>((path, null))
            : MadeFile.MakeAsync(path, unfinished => Wrapping(ffmpeg, unfinished), runner, "input.sequence", sequence.Path, cancellationToken);
    }

    private ToolInvocation Wrapping(ToolInstallation ffmpeg, string output)
    {
        var command = new FFmpegCommand()
            .Images(sequence.Pattern, "-framerate", Text($"{rate.Numerator}/{rate.Denominator}"), "-start_number", Text($"{sequence.First}"))
            .Output(
                output, "-map", "0:v:0", "-c", "copy", "-frames:v", Text($"{sequence.Count}"), "-fflags", "+bitexact", "-video_track_timescale", Text($"{rate.Numerator}"), "-f", "mov")
            .ReportProgress();
        return new ToolInvocation(ffmpeg.Path, command.Arguments) { Inputs = [sequence.Folder], IsProgress = new AdvancingFrames().Advances };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
