using Rushes.Quality.Comparing;
using Rushes.Quality.Workflow;
using Rushes.Tools.Commands;

namespace Rushes.Quality.Functions.Score;

/// <summary>
/// The command that scores a window of several encodes against the reference, which it decodes once. Pure.
/// <para>
/// One decoder thread each, because concealment of damaged frames depends on the number. Frames are passed on uncounted: pairs are made by
/// number, after the cut. For each cut one more output notes the times of its frames, so that the caller can prove it.
/// </para>
/// </summary>
internal sealed class ScoreCommand(WindowToScore task, ReferenceInput reference, IReadOnlyList<EncodeInput> encodes, FrameSpan span)
{
    public IReadOnlyList<ProvenCut> Cuts =>
    [
        new ProvenCut(reference.Cut, ScoreFilters.ReferenceProof, ScoreFiles.ReferenceFrames, "the reference"),
        .. encodes.Index().Where(encode => encode.Item is EncodeInput.Media).Select(encode => new ProvenCut(
            ((EncodeInput.Media)encode.Item).Cut, ScoreFilters.Proof(encode.Index), ScoreFiles.Frames(encode.Index), task.Videos[encode.Index].Name)),
    ];

    /// <param name="seek">False: files are decoded from their start.</param>
    public IReadOnlyList<string> Build(bool seek)
    {
        var command = new FFmpegCommand()
            .Global("-copyts")
            .Input(reference.Path, [.. seek ? reference.Cut.SeekOptions() : [], .. reference.DecoderOptions(task.Steps)]);
        foreach (var encode in encodes)
        {
            foreach (var path in encode.Paths)
            {
                command = command.Input(path, [.. seek && encode is EncodeInput.Media media ? media.Cut.SeekOptions() : [], "-threads", "1"]);
            }
        }

        command = command.FilterGraph(new ScoreFilters(task, reference, encodes, span).Graph());
        for (var video = 0; video < encodes.Count; video++)
        {
            command = command.Discard("-map", $"[{ScoreFilters.Scored(video)}]", "-fps_mode", "passthrough");
        }

        return Cuts.Aggregate(command, (before, cut) => before.Discard([.. cut.Options])).ReportProgress().Arguments;
    }
}
