using Rushes.Contracts;
using Rushes.Quality.Comparing;
using Rushes.Tools.Commands;

namespace Rushes.Quality.Functions.Score;

/// <summary>
/// What commands that score have in common. Pure.
/// <para>
/// One decoder thread each, because concealment of damaged frames depends on the number. Frames are passed on uncounted: pairs are made by
/// number, after the cut. For each cut one more output notes the times of its frames, so that the caller can prove it.
/// </para>
/// </summary>
internal static class ScoringCommand
{
    /// <param name="reference">The first input.</param>
    /// <param name="steps">Done to it.</param>
    /// <param name="encodes">The other inputs.</param>
    /// <param name="graph">From all of them to libvmaf.</param>
    /// <param name="scored">Where libvmaf's pictures leave it.</param>
    /// <param name="cuts">To be proven.</param>
    /// <param name="seek">False: files are decoded from their start.</param>
    public static IReadOnlyList<string> Build(
        ReferenceInput reference, Steps? steps, IEnumerable<EncodeInput> encodes, string graph, IEnumerable<string> scored, IEnumerable<ProvenCut> cuts, bool seek)
    {
        var command = new FFmpegCommand()
            .Global("-copyts")
            .Input(reference.Path, [.. seek ? reference.Cut.SeekOptions() : [], .. reference.DecoderOptions(steps)]);
        foreach (var encode in encodes)
        {
            foreach (var path in encode.Paths)
            {
                command.Input(path, [.. seek && encode is EncodeInput.Media media ? media.Cut.SeekOptions() : [], "-threads", "1"]);
            }
        }

        command.FilterGraph(graph);
        foreach (var pad in scored)
        {
            command.Discard("-map", $"[{pad}]", "-fps_mode", "passthrough");
        }

        foreach (var cut in cuts)
        {
            command.Discard([.. cut.Options]);
        }

        return command.ReportProgress().Arguments;
    }
}
