using Rushes.Tools.Cutting;

namespace Rushes.Quality.Functions.Score;

/// <summary>A cut out of a file, and the output of the run that notes the times of its frames.</summary>
/// <param name="Cut">Of the file.</param>
/// <param name="Pad">Of the filter graph.</param>
/// <param name="File">Where the times are noted, in the work folder.</param>
/// <param name="Of">Whose file it is, for people.</param>
internal sealed record ProvenCut(PictureCut Cut, string Pad, string File, string Of)
{
    public IReadOnlyList<string> Options => Cut.ProofOptions(Pad, File);
}
