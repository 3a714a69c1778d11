using Rushes.Inspection.Motion;

namespace Rushes.Inspection.Pictures;

/// <summary>
/// One frame of 25 left out, as by whoever shows 25 a second as 24. Few of jumps that are so far apart can be told one by one, but all steps at their phase
/// are longer than those beside. Key frames of a source that was coded before are, too: of these next to none looks like a jump.
/// </summary>
internal static class LossRhythm
{
    /// <summary>From one jump to the next.</summary>
    public const int Distance = 24;

    /// <summary>Frames that show it.</summary>
    public const int Window = 300;

    /// <summary>256ths of a level, and part of the step: shorter ones tell nothing, nor those beside what stands still.</summary>
    private const int ClearMotion = 128;
    private const double LeastBeside = 0.2;

    /// <summary>Logarithms of a step against the mean of those beside: none counts for more than a doubled one, and from where on it is longer.</summary>
    private const double Most = 0.7;
    private const double Longer = 0.1;

    private const int Fewest = 6;
    private const int FewestOthers = 60;
    private const double NearlyAll = 0.9;

    /// <summary>Standard errors of the mean of so many steps.</summary>
    private const double Clear = 4;

    /// <summary>Steps that look like a jump: of key frames it was two of ten.</summary>
    private const int FewestTold = 4;
    private const int PartTold = 3;

    /// <summary>The number of the frames behind the jumps, modulo <see cref="Distance"/>; null: there are none.</summary>
    /// <param name="film">The film.</param>
    /// <param name="window">Of it.</param>
    public static int? PhaseIn(Film film, FrameRun window)
    {
        var phases = new Phase[Distance];
        foreach (var shot in film.Shots.Where(window.Overlaps))
        {
            // Neither a cut's step nor one beside it.
            for (var frame = Math.Max(window.From, shot.From) + 2; frame < Math.Min(window.To, shot.To) - 1; frame++)
            {
                phases[frame % Distance] = phases[frame % Distance].With(film, frame);
            }
        }

        for (var number = 0; number < Distance; number++)
        {
            var others = Enumerable.Range(number + 2, Distance - 3).Aggregate(default(Phase), (sum, other) => sum.And(phases[other % Distance]));
            if (phases[number].StandsOut(others))
            {
                return number;
            }
        }

        return null;
    }

    /// <summary>Steps at one place of the cycle.</summary>
    /// <param name="Steps">How many.</param>
    /// <param name="Sum">Of their logarithms.</param>
    /// <param name="Squares">Sum of squared logarithms.</param>
    /// <param name="LongerSteps">How many of them.</param>
    /// <param name="Told">Of these, those that look like a jump.</param>
    private readonly record struct Phase(int Steps, double Sum, double Squares, int LongerSteps, int Told)
    {
        public Phase With(Film film, int frame)
        {
            var steps = film.Measures.Steps;
            var (before, step, after) = (steps[frame - 1], steps[frame], steps[frame + 1]);
            if (step < ClearMotion || Math.Min(before, after) < LeastBeside * step)
            {
                return this;
            }

            var length = Math.Clamp(Math.Log(2.0 * step / (before + after)), -Most, Most);
            var isTold = film.Measures.EvidenceOfJump(frame) != JumpEvidence.None;
            return And(new(1, length, length * length, length > Longer ? 1 : 0, isTold ? 1 : 0));
        }

        public Phase And(Phase other) => new(Steps + other.Steps, Sum + other.Sum, Squares + other.Squares, LongerSteps + other.LongerSteps, Told + other.Told);

        public bool StandsOut(Phase others)
        {
            if (Steps < Fewest || others.Steps < FewestOthers || LongerSteps < NearlyAll * Steps || Told < Math.Max(FewestTold, Steps / PartTold))
            {
                return false;
            }

            var usual = others.Sum / others.Steps;
            var variance = (others.Squares / others.Steps) - (usual * usual);
            return (Sum / Steps) - usual >= Clear * Math.Sqrt(variance / Steps);
        }
    }
}
