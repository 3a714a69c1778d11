using Rushes.Tools.Commands;

namespace Rushes.Packaging.Functions.Read;

/// <summary>The command that moves packets, untouched, from one container to another. Pure.</summary>
internal static class RewrapCommand
{
    /// <param name="source">A local file.</param>
    /// <param name="output">The file to write.</param>
    /// <param name="format">"mp4" for what streams carry, "mov" for what editing systems use.</param>
    public static IReadOnlyList<string> Build(string source, string output, string format) => new FFmpegCommand()
        .Input(source, "-fflags", "+genpts")
        .Output(
            output, "-map", "0:V?", "-map", "0:a?", "-c", "copy", "-map_metadata", "-1", "-map_metadata:s", "0:s", "-map_chapters", "-1",
            "-fflags", "+bitexact", "-movflags", "+write_colr", "-strict", "-2", "-f", format)
        .ReportProgress()
        .Arguments;
}
