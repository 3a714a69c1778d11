using System.Numerics;

namespace Rushes.Inspection.Motion;

/// <summary>Blocks that move steadily before and after a frame, and how many of them make one step there that is as long as two to four.</summary>
/// <param name="Steady">Blocks.</param>
/// <param name="Longer">Of these; none where they do not agree by how much.</param>
internal readonly record struct JumpMeter(byte Steady, byte Longer)
{
    /// <summary>Frames that are looked at; the middle one is measured.</summary>
    public const int Frames = 5;

    /// <summary>Samples of half a small picture: shorter steps are too inexact to be compared.</summary>
    private const float Shortest = 0.2f;

    /// <summary>Part of the mean step that a steady one may be off a straight line of them, and samples besides; part that it may change by from frame to frame.</summary>
    private const float Unsteady = 0.3f;
    private const float Inexact = 0.05f;
    private const float FastestChange = 0.2f;

    /// <summary>Of the others' step: one frame missing makes 2, three make 4.</summary>
    private const float LeastJump = 1.6f;
    private const float MostJump = 4.6f;

    /// <summary>Part of the middle jump that others may be longer or shorter by.</summary>
    private const float Agreement = 0.2f;

    /// <param name="fields">Of five frames one behind the other.</param>
    public static JumpMeter Of(ReadOnlySpan<MotionField> fields)
    {
        Span<float> jumps = stackalloc float[MotionField.Blocks];
        var steady = 0;
        for (var block = 0; block < MotionField.Blocks; block++)
        {
            var (first, second, third, fourth) = (fields[0].Steps[block], fields[1].Steps[block], fields[3].Steps[block], fields[4].Steps[block]);
            var mean = (first + second + third + fourth) / 4;
            if (IsSteady(first, second, third, fourth, mean) && fields[2].Steps[block] is { X: not float.NaN } step)
            {
                var along = Vector2.Dot(step, mean) / mean.LengthSquared();
                // What goes elsewhere is no longer step.
                jumps[steady++] = (step - (along * mean)).Length() <= Unsteady * Math.Max(1, along) * mean.Length() ? along : 0;
            }
        }

        return new((byte)steady, (byte)Agreeing(jumps[..steady]));
    }

    private static bool IsSteady(Vector2 first, Vector2 second, Vector2 third, Vector2 fourth, Vector2 mean)
    {
        var length = mean.Length();
        // By least squares; the middle one is not among them.
        var change = ((2 * (fourth - first)) + third - second) / 10;
        var most = (Unsteady * length) + Inexact;
        return length >= Shortest && change.Length() <= FastestChange * length
            && Vector2.Distance(first, mean - (2 * change)) <= most && Vector2.Distance(second, mean - change) <= most
            && Vector2.Distance(third, mean + change) <= most && Vector2.Distance(fourth, mean + (2 * change)) <= most;
    }

    private static int Agreeing(Span<float> jumps)
    {
        if (jumps.IsEmpty)
        {
            return 0;
        }

        jumps.Sort();
        var middle = jumps[jumps.Length / 2];
        var agreeing = 0;
        foreach (var jump in jumps)
        {
            agreeing += Math.Abs(jump - middle) <= Agreement * middle ? 1 : 0;
        }

        return middle is >= LeastJump and <= MostJump ? agreeing : 0;
    }
}
