using System.Numerics;

namespace Rushes.Inspection.Motion;

/// <summary>
/// How well one step of the picture is told by multiples of the pace that its blocks have before and after. Blocks need not be found in the step itself:
/// it is tried whether they are there where a frame or two of even motion would have brought them.
/// </summary>
/// <param name="Blocks">That have a pace.</param>
/// <param name="Longer">Of these, those that are much better found further on than one step of it.</param>
/// <param name="Multiple">Of the pace, that leaves the least of all of them together.</param>
/// <param name="Left">What two steps leave of the squared differences that one leaves.</param>
internal readonly record struct PaceMeter(int Blocks, int Longer, float Multiple, float Left)
{
    /// <summary>Samples of half a small picture: shorter steps are too inexact to be multiplied.</summary>
    private const float Shortest = 0.2f;

    /// <summary>Part of the pace that it may change by from before to after, and samples besides.</summary>
    private const float Uneven = 0.5f;
    private const float Inexact = 0.05f;

    /// <summary>A block is further on by that multiple, where it leaves that part of what one step leaves.</summary>
    private const float FurtherOn = 1.5f;
    private const float MuchBetter = 0.6f;

    private const int One = 2;
    private const int Two = 4;

    private static readonly float[] Multiples = [0, 0.5f, 1, 1.5f, 2, 2.5f, 3, 3.5f, 4, 5];

    /// <param name="fields">Of five frames one behind the other; the middle one's step is measured, and not looked at.</param>
    /// <param name="before">Half a small picture, before the step.</param>
    /// <param name="picture">Behind it.</param>
    public static PaceMeter Of(ReadOnlySpan<MotionField> fields, ReadOnlySpan<byte> before, ReadOnlySpan<byte> picture)
    {
        Span<float> errors = stackalloc float[Multiples.Length], sums = stackalloc float[Multiples.Length];
        sums.Clear();
        var (blocks, longer) = (0, 0);
        for (var block = 0; block < MotionField.Blocks; block++)
        {
            if (PaceOf(fields, block) is not { } pace || !Try(before, picture, block, pace, errors))
            {
                continue;
            }

            blocks++;
            var best = Least(errors);
            longer += Multiples[best] >= FurtherOn && errors[best] <= MuchBetter * errors[One] ? 1 : 0;
            for (var at = 0; at < sums.Length; at++)
            {
                sums[at] += errors[at];
            }
        }

        return blocks == 0 ? new(0, 0, 1, 1) : new(blocks, longer, Multiples[Least(sums)], sums[Two] / Math.Max(1, sums[One]));
    }

    /// <summary>Null: it is not known before and after, or it is not even.</summary>
    private static Vector2? PaceOf(ReadOnlySpan<MotionField> fields, int block)
    {
        var before = Mean(fields[0].Steps[block], fields[1].Steps[block]);
        var after = Mean(fields[3].Steps[block], fields[4].Steps[block]);
        var pace = (before + after) / 2;
        var length = pace.Length();
        // Not true of what is not a number.
        return length >= Shortest && Vector2.Distance(before, after) <= (Uneven * length) + Inexact ? pace : null;
    }

    private static Vector2 Mean(Vector2 one, Vector2 other) => float.IsNaN(one.X) ? other : float.IsNaN(other.X) ? one : (one + other) / 2;

    /// <summary>False: two steps lead out of the picture. More of them may.</summary>
    private static bool Try(ReadOnlySpan<byte> before, ReadOnlySpan<byte> picture, int block, Vector2 pace, Span<float> errors)
    {
        for (var at = 0; at < errors.Length; at++)
        {
            errors[at] = MotionField.Difference(before, picture, block, -Multiples[at] * pace) ?? float.PositiveInfinity;
        }

        return !errors[..(Two + 1)].Contains(float.PositiveInfinity);
    }

    private static int Least(ReadOnlySpan<float> values)
    {
        var least = 0;
        for (var at = 1; at < values.Length; at++)
        {
            least = values[at] < values[least] ? at : least;
        }

        return least;
    }
}
