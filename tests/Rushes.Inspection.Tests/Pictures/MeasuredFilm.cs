using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Inspection.Pictures;
using Rushes.Inspection.Workflow;

namespace Rushes.Inspection.Tests.Pictures;

/// <summary>Films of made-up measures.</summary>
internal static class MeasuredFilm
{
    /// <param name="steps">256ths of a level, of each frame.</param>
    /// <param name="edges">Squared levels; null: the same all through.</param>
    /// <param name="blocks">That are steady, and of these the longer ones; null: none.</param>
    /// <param name="cuts">Frames that begin shots; the first one does anyhow.</param>
    public static Film Of(ushort[] steps, float[]? edges = null, (byte Steady, byte Longer)[]? blocks = null, params int[] cuts) => Of(
        steps.Length,
        measures =>
        {
            measures.Steps.Clear();
            measures.Steps.AddRange(steps.Select(step => (uint)step));
            measures.SteadyBlocks = ByteString.CopyFrom([.. (blocks ?? []).Select(block => block.Steady).Concat(new byte[steps.Length]).Take(steps.Length)]);
            measures.LongerBlocks = ByteString.CopyFrom([.. (blocks ?? []).Select(block => block.Longer).Concat(new byte[steps.Length]).Take(steps.Length)]);
            if (edges is not null)
            {
                measures.EdgeEnergies.Clear();
                measures.EdgeEnergies.AddRange(edges);
            }
        },
        cuts);

    /// <param name="count">Frames.</param>
    /// <param name="bend">Says what is measured, where it is not nothing.</param>
    /// <param name="cuts">Frames that begin shots; the first one does anyhow.</param>
    public static Film Of(int count, Action<PictureMeasures> bend, params int[] cuts)
    {
        var same = ByteString.CopyFrom(new byte[count]);
        var whole = Enumerable.Repeat(100, count);
        var made = new PictureMeasures
        {
            Fields = same, RepeatedFields = same, LargestDifferences = same, MeanDifferences = same, SteadyBlocks = same, LongerBlocks = same, JumpEvidence = same,
            Left = { Enumerable.Repeat(0, count) }, Top = { Enumerable.Repeat(0, count) }, Right = { whole }, Bottom = { whole },
            EdgeEnergies = { Enumerable.Repeat(100f, count) }, Steps = { Enumerable.Repeat(0u, count) },
        };
        bend(made);
        var measures = new FilmMeasures(count);
        measures.Add(0, made);
        int[] starts = [0, .. cuts, count];
        return new Film(
            new VideoTrack { FrameRate = new Rational { Numerator = 25, Denominator = 1 } }, measures, new byte[count], [.. starts.Zip(starts.Skip(1), (from, to) => new FrameRun(from, to))], new HashSet<int>(), KeyDistance: 0);
    }

    /// <summary>Steps of even motion, but for some.</summary>
    public static ushort[] Steps(int count, ushort usual, params (int Frame, ushort Step)[] others)
    {
        var steps = new ushort[count];
        steps.AsSpan(1).Fill(usual);
        foreach (var (frame, step) in others)
        {
            steps[frame] = step;
        }

        return steps;
    }
}
