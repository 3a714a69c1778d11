using Rushes.Quality.Comparing;
using Rushes.Quality.Workflow;

namespace Rushes.Quality.Functions.Score;

/// <summary>The command of a <see cref="SampleRun"/>: one input for the reference, and one for each measured frame of each video. Pure.</summary>
/// <param name="task">What is measured.</param>
/// <param name="reference">From the frame before the first measured one to that behind the last.</param>
/// <param name="encodes">Of each video, of each measured frame.</param>
/// <param name="film">Frames of the film.</param>
/// <param name="first">Number of the first frame of the reference's cut.</param>
internal sealed class SampleCommand(WindowToScore task, ReferenceInput reference, IReadOnlyList<IReadOnlyList<SampleInput>> encodes, int film, int first)
{
    public IReadOnlyList<ProvenCut> Cuts =>
    [
        new ProvenCut(reference.Cut, SampleFilters.ReferenceProof, ScoreFiles.ReferenceFrames, "the reference"),
        .. from video in encodes.Index()
           from sample in video.Item.Index()
           let media = sample.Item.Encode as EncodeInput.Media
           where media is not null
           select new ProvenCut(media.Cut, SampleFilters.Proof(video.Index, sample.Index), ScoreFiles.Frames(video.Index, sample.Index), task.Videos[video.Index].Name),
    ];

    /// <param name="seek">False: files are decoded from their start.</param>
    public IReadOnlyList<string> Build(bool seek) => ScoringCommand.Build(
        reference, task.Steps, encodes.SelectMany(video => video).Select(sample => sample.Encode), new SampleFilters(task, reference, encodes, film, first).Graph(),
        [SampleFilters.Scored], Cuts, seek);
}
