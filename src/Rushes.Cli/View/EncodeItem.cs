using Rushes.Platform.Hosting;

namespace Rushes.Cli.View;

/// <summary>One piece of encoding: a chunk in one or several renditions, decoded once.</summary>
/// <param name="Number">Of the item.</param>
/// <param name="Frames">Of the chunk; 0 when not known.</param>
internal sealed record EncodeItem(int Number, IReadOnlyList<string> Renditions, WorkState State, long Weight, double Fraction, long Frames, int Attempts)
{
    private const string Separator = " · ";

    /// <summary>Frames encoded, counted in each rendition.</summary>
    public double FramesDone => Fraction * Frames * Renditions.Count;

    public static IEnumerable<EncodeItem> In(IEnumerable<WorkSnapshot> works) =>
        works.Where(work => work is { Workflow: "encoding.encode", Node: "encode" } && work.Label.Contains(Separator, StringComparison.Ordinal)).Select(Of);

    private static EncodeItem Of(WorkSnapshot work)
    {
        var renditions = work.Label[(work.Label.IndexOf(Separator, StringComparison.Ordinal) + Separator.Length)..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var fraction = work.State == WorkState.Done ? 1 : work.Total > 0 ? Math.Clamp((double)work.Done / work.Total, 0, 1) : 0;
        return new EncodeItem(work.Item, renditions, work.State, Math.Max(1, work.Weight), fraction, work.Total, work.Attempts);
    }
}
