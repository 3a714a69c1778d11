namespace Rushes.Inspection.Pictures;

/// <summary>
/// One frame of every few repeats the one before: its step is small against both beside it, cycle after cycle, and those of the other frames are
/// not. Each by itself may be doubtful; a hundred frames of them are not.
/// </summary>
internal static class RepeatRhythm
{
    /// <summary>Cycles with motion in them that make a rhythm, and the part of them that must keep to it: where times were rounded, every third is off.</summary>
    private const int FewestCycles = 6;
    private const double On = 0.6;

    /// <summary>256ths of a level: with less motion beside, nothing can be said.</summary>
    private const int ClearMotion = 20;

    /// <summary>Step of a repeat, and of the usual frame of another phase, against the larger one beside it.</summary>
    private const float Repeated = 0.4f;
    private const float Shown = 0.55f;

    /// <param name="steps">Of the film's frames.</param>
    /// <param name="window">Some of them.</param>
    /// <param name="period">Frames of a cycle.</param>
    public static bool IsIn(ReadOnlySpan<ushort> steps, FrameRun window, int period)
    {
        var repeated = 0;
        List<float> ratios = [];
        for (var phase = 0; phase < period; phase++)
        {
            ratios.Clear();
            for (var frame = window.From + ((phase - (window.From % period) + period) % period); frame < window.To; frame += period)
            {
                if (frame > 1 && frame + 1 < steps.Length && Math.Max(steps[frame - 1], steps[frame + 1]) is var beside && Math.Max(steps[frame], beside) >= ClearMotion)
                {
                    ratios.Add(steps[frame] / (float)Math.Max((ushort)1, beside));
                }
            }

            if (ratios.Count < FewestCycles)
            {
                return false;
            }

            ratios.Sort();
            if (ratios.FindLastIndex(ratio => ratio <= Repeated) + 1 >= On * ratios.Count)
            {
                repeated++;
            }
            else if (ratios[ratios.Count / 2] < Shown)
            {
                return false;
            }
        }

        // Of a period of two or three not all cycles have it where the true one is four or six, and of the double more than one phase has.
        return repeated == 1;
    }
}
