using Rushes.Quality.Comparing;
using Rushes.Quality.Workflow;

namespace Rushes.Quality.Functions.Score;

/// <summary>The command of a <see cref="WindowRun"/>: it scores several encodes against the reference, which it decodes once. Pure.</summary>
internal sealed class ScoreCommand(WindowToScore task, ReferenceInput reference, IReadOnlyList<EncodeInput> encodes, FrameSpan span)
{
    public IReadOnlyList<ProvenCut> Cuts =>
    [
        new ProvenCut(reference.Cut, ScoreFilters.ReferenceProof, ScoreFiles.ReferenceFrames, "the reference"),
        .. encodes.Index().Where(encode => encode.Item is EncodeInput.Media).Select(encode => new ProvenCut(
            ((EncodeInput.Media)encode.Item).Cut, ScoreFilters.Proof(encode.Index), ScoreFiles.Frames(encode.Index), task.Videos[encode.Index].Name)),
    ];

    /// <param name="seek">False: files are decoded from their start.</param>
    public IReadOnlyList<string> Build(bool seek) => ScoringCommand.Build(
        reference, task.Steps, encodes, new ScoreFilters(task, reference, encodes, span).Graph(), encodes.Select((_, video) => ScoreFilters.Scored(video)), Cuts, seek);
}
