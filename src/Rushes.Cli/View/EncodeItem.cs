using Rushes.Platform.Hosting;

namespace Rushes.Cli.View;

/// <summary>One piece of encoding: a chunk in one or several renditions of a codec, decoded once.</summary>
/// <param name="Label">No other has it.</param>
/// <param name="Measures">Makes the first of two passes.</param>
/// <param name="Codec">Of all renditions.</param>
/// <param name="Frames">Of the chunk; 0 when not known.</param>
internal sealed record EncodeItem(string Label, bool Measures, string Codec, IReadOnlyList<string> Renditions, WorkState State, long Weight, double Fraction, long Frames, int Attempts)
{
    private const string Separator = " · ";

    /// <summary>Frames encoded, counted in each rendition.</summary>
    public double FramesDone => Fraction * Frames * Renditions.Count;

    public static IEnumerable<EncodeItem> In(IEnumerable<WorkSnapshot> works) =>
        works.Where(work => work is { Workflow: "encoding.encode", Node: "encode" or "measure" } && work.Label.Contains(Separator, StringComparison.Ordinal)).Select(Of);

    private static EncodeItem Of(WorkSnapshot work)
    {
        var words = work.Label[(work.Label.IndexOf(Separator, StringComparison.Ordinal) + Separator.Length)..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var fraction = work.State == WorkState.Done ? 1 : work.Total > 0 ? Math.Clamp((double)work.Done / work.Total, 0, 1) : 0;
        return new EncodeItem($"{work.Node} {work.Label}", work.Node == "measure", words[0], words[1..], work.State, Math.Max(1, work.Weight), fraction, work.Total, work.Attempts);
    }
}
