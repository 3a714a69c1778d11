using Rushes.Contracts;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Packaging.Functions.Read;

/// <summary>
/// Other containers and elementary streams have no tables of their samples: they are put, as they are, into a file that has.
/// </summary>
public static class LosslessRewrap
{
    /// <param name="tools">Run FFmpeg.</param>
    /// <param name="ffmpeg">The one to run.</param>
    /// <param name="source">A local file.</param>
    /// <param name="output">The file to write; its folder is there.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null: it is written.</returns>
    public static async Task<Failure?> RunAsync(IToolRunner tools, ToolInstallation ffmpeg, string source, string output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tools);
        ArgumentNullException.ThrowIfNull(ffmpeg);
        Failure? failure = null;
        foreach (var format in (string[])["mp4", "mov"])
        {
            var result = await tools.RunAsync(
                new ToolInvocation(ffmpeg.Path, RewrapCommand.Build(source, output, format)) { Inputs = [source], Outputs = Path.GetDirectoryName(output) }, cancellationToken);
            if (result.Succeeded)
            {
                return null;
            }

            failure = result.ToFailure("input.unreadable", new Place { Path = source });
            if (result.End != ToolEnd.Exited)
            {
                break;
            }

            // It ran and found nothing that it could read: another try would not.
            failure.Category = FailureCategory.Input;
            failure.Message = "FFmpeg finds no picture and no sound in it that could be packaged.";
            failure.Remedy = "Check that it is media, whole, and of codecs that MP4 or QuickTime hold; or encode it: rushes encode.";
        }

        return failure;
    }
}
