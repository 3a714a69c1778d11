using Rushes.Tools.Commands;

namespace Rushes.Packaging.Functions.Read;

/// <summary>The command that moves packets, untouched, from one container to another. Pure.</summary>
internal static class RewrapCommand
{
    // A timecode that belongs to the whole file (MXF) has to stand at the picture to get a track.
    private static readonly string[] Metadata =
        ["-map_metadata", "-1", "-map_metadata:s", "0:s", "-map_metadata:s:v:0", "0:g", "-map_chapters", "-1"];

    /// <param name="source">A local file.</param>
    /// <param name="output">The file to write.</param>
    /// <param name="format">"mp4" for what streams carry, "mov" for what editing systems use.</param>
    public static IReadOnlyList<string> Build(string source, string output, string format) => new FFmpegCommand()
        .Input(source, "-fflags", "+genpts")
        .Output(
            output, [
                "-map", "0:V?", "-map", "0:a?", "-c", "copy", .. Metadata, "-fflags", "+bitexact", "-movflags", "+write_colr",

                // MP4 needs it for Dolby Vision's boxes; QuickTime would call all of DNxHR "AVdn".
                .. format == "mp4" ? ["-strict", "-2"] : Array.Empty<string>(), "-f", format,
            ])
        .ReportProgress()
        .Arguments;
}
