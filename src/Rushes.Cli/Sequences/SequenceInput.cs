using System.Globalization;
using Rushes.Cli.Jobs;
using Rushes.Contracts;
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

    public async Task<(string? Path, Failure? Failure)> ProvideAsync(string folder, IToolRunner runner, ToolInstallation ffmpeg, CancellationToken cancellationToken)
    {
        var path = System.IO.Path.Combine(folder, "sequence.mov");
        if (File.Exists(path))
        {
            return (path, null);
        }

        Directory.CreateDirectory(folder);
        var unfinished = $"{path}.{Environment.ProcessId}.partial";
        try
        {
            var result = await runner.RunAsync(Wrapping(ffmpeg, unfinished, folder), cancellationToken);
            if (!result.Succeeded)
            {
                return (null, result.ToFailure("input.sequence", new Place { Path = sequence.Path }));
            }

            File.Move(unfinished, path, overwrite: true);
            return (path, null);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private ToolInvocation Wrapping(ToolInstallation ffmpeg, string unfinished, string folder)
    {
        var size = "";
        return new ToolInvocation(ffmpeg.Path, Arguments(unfinished))
        {
            Inputs = [sequence.Folder],
            Outputs = folder,
            IsProgress = line => line.StartsWith("total_size=", StringComparison.Ordinal) && line != Interlocked.Exchange(ref size, line),
        };
    }

    internal IReadOnlyList<string> Arguments(string output) =>
    [
        "-v", "error", "-nostdin", "-nostats", "-progress", "pipe:1", "-y",
        "-f", "image2", "-framerate", Text($"{rate.Numerator}/{rate.Denominator}"), "-start_number", Text($"{sequence.First}"), "-i", sequence.Pattern,
        "-map", "0:v:0", "-c", "copy", "-frames:v", Text($"{sequence.Count}"), "-fflags", "+bitexact", "-video_track_timescale", Text($"{rate.Numerator}"), "-f", "mov", output,
    ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
