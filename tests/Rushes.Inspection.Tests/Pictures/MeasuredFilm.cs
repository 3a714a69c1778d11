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
    public static Film Of(ushort[] steps, float[]? edges = null, (byte Steady, byte Longer)[]? blocks = null, params int[] cuts)
    {
        var count = steps.Length;
        var same = ByteString.CopyFrom(new byte[count]);
        var whole = Enumerable.Repeat(100, count);
        var measures = new FilmMeasures(count);
        measures.Add(0, new PictureMeasures
        {
            Fields = same, RepeatedFields = same, LargestDifferences = same, MeanDifferences = same,
            Left = { Enumerable.Repeat(0, count) }, Top = { Enumerable.Repeat(0, count) }, Right = { whole }, Bottom = { whole },
            EdgeEnergies = { edges ?? [.. Enumerable.Repeat(100f, count)] }, Steps = { steps.Select(step => (uint)step) },
            SteadyBlocks = ByteString.CopyFrom([.. (blocks ?? []).Select(block => block.Steady).Concat(new byte[count]).Take(count)]),
            LongerBlocks = ByteString.CopyFrom([.. (blocks ?? []).Select(block => block.Longer).Concat(new byte[count]).Take(count)]),
        });
        int[] starts = [0, .. cuts, count];
        return new Film(
            new VideoTrack { FrameRate = new Rational { Numerator = 25, Denominator = 1 } }, measures, new byte[count], [.. starts.Zip(starts.Skip(1), (from, to) => new FrameRun(from, to))], KeyDistance: 0);
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
