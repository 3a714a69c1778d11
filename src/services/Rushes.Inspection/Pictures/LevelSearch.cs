using Rushes.Contracts;
using Rushes.Inspection.Workflow;

namespace Rushes.Inspection.Pictures;

/// <summary>Levels against what the file says of them: range, and the transfer of high dynamic range.</summary>
internal static class LevelSearch
{
    private const int Few = 4;

    // Parts of the largest code value. Narrow range goes from 16 to 235 of 255.
    private const float NarrowBlack = 16 / 255f;
    private const float NarrowWhite = 235 / 255f;
    private const float Margin = 3 / 255f;

    /// <summary>Part of the samples that must show it, and of the pixels of such.</summary>
    private const double Often = 0.2;
    private const double ManyPixels = 0.02;

    /// <summary>Part of the samples in which the blackest and the whitest of all levels are: both must be, but not in one picture.</summary>
    private const double Seldom = 0.1;

    /// <summary>Cameras and scalers overshoot here and there. A tenth of a picture beyond one end of the range, or a twentieth beyond both, is another matter, and need not be frequent.</summary>
    private const double Sometimes = 0.05;
    private const double FarTooManyPixels = 0.05;

    /// <summary>PQ reaches 4000 cd/m² there (SMPTE ST 2084); no film is as bright most of the time.</summary>
    private const float FarTooBright = 0.9f;

    /// <summary>And 1500 there: no film has a tenth of the picture as bright time and again.</summary>
    private const float TooBright = 0.8f;

    /// <summary>PQ reaches 1000 cd/m² at 0.75: film that was graded for that never gets beyond it.</summary>
    private const float PqCeiling = 0.8f;
    private const float PqUsual = 0.6f;

    public static IEnumerable<Finding> Find(Film film)
    {
        var samples = film.Measures.Samples;
        if (samples.Count < Few)
        {
            return [];
        }

        var colour = film.Video.Colour ?? new Colour();
        var narrow = colour.Range != "pc";
        return Range(film, samples, narrow).Concat(Transfer(film, samples, colour, narrow));
    }

    private static IEnumerable<Finding> Range(Film film, IReadOnlyList<PictureSample> samples, bool narrow)
    {
        if (narrow && Part(samples, sample => sample.OutOfRange >= ManyPixels) >= Often
            && Part(samples, sample => sample.Least <= NarrowBlack / 3) >= Seldom && Part(samples, sample => sample.Most >= 252 / 255f) >= Seldom
            && Part(samples, sample => sample.Low <= NarrowBlack - Margin || sample.High >= NarrowWhite + Margin || sample.OutOfRange >= FarTooManyPixels) >= Sometimes)
        {
            yield return Of(film, "picture.range", "Have the range corrected in the file: pictures use all levels, and blacks and whites are cut off where they are shown.",
                ("stated", film.Video.Colour?.Range is { Length: > 0 } range ? range : "tv (nothing said)"), ("seen", "pc"));
        }
        else if (!narrow && samples.All(sample => sample.Least >= NarrowBlack - Margin && sample.Most <= NarrowWhite + Margin)
            && samples.Any(sample => sample.Least <= NarrowBlack + Margin) && samples.Any(sample => sample.Most >= NarrowWhite - (2 * Margin)))
        {
            yield return Of(film, "picture.range", "Have the range corrected in the file: pictures use the levels of narrow range, and look washed out.", ("stated", "pc"), ("seen", "tv"));
        }
    }

    private static IEnumerable<Finding> Transfer(Film film, IReadOnlyList<PictureSample> samples, Colour colour, bool narrow)
    {
        if (colour.Transfer == "smpte2084"
            && (Part(samples, sample => Signal(sample.Most, narrow) >= FarTooBright) >= 0.5 || Part(samples, sample => Signal(sample.High, narrow) >= TooBright) >= Often))
        {
            yield return Of(film, "picture.transfer", "Have the transfer corrected in the file: it says PQ, and its levels are those of standard range.",
                ("stated", "smpte2084"), ("high", Found.Text(samples.Average(sample => Signal(sample.High, narrow)))));
        }
        else if (colour.Transfer is "" or "bt709" or "smpte170m" or "bt2020-10" or "bt2020-12" && film.Video.BitDepth >= 10 && IsFlat(samples, narrow))
        {
            yield return Of(film, "picture.transfer", "Look at it: it says standard range, and its levels are flat as those of PQ or of a camera's log curve.",
                ("stated", colour.Transfer.Length > 0 ? colour.Transfer : "nothing"), ("most", Found.Text(samples.Max(sample => Signal(sample.Most, narrow)))));
        }
    }

    private static bool IsFlat(IReadOnlyList<PictureSample> samples, bool narrow) =>
        samples.All(sample => Signal(sample.Most, narrow) <= PqCeiling) && samples.Average(sample => Signal(sample.High, narrow)) <= PqUsual
        && samples.Average(sample => Signal(sample.Mean, narrow)) is > 0.15f and < 0.5f && samples.Count(sample => Signal(sample.Most, narrow) >= PqUsual) >= samples.Count / 2;

    /// <summary>0 black, 1 white.</summary>
    private static float Signal(float level, bool narrow) => narrow ? (level - NarrowBlack) / (NarrowWhite - NarrowBlack) : level;

    private static double Part(IReadOnlyList<PictureSample> samples, Func<PictureSample, bool> holds) => (double)samples.Count(holds) / samples.Count;

    private static Finding Of(Film film, string code, string remedy, params ReadOnlySpan<(string Name, string Value)> evidence) =>
        Found.Of(Severity.Warning, code, new FrameRun(0, film.Count), remedy, evidence);
}
