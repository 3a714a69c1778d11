using Rushes.Contracts;
using Rushes.Media.Fingerprints;

namespace Rushes.Inspection.Pictures;

/// <summary>Black pictures: those between two pictures of the same place are missing ones.</summary>
internal static class BlackSearch
{
    private const double ShortestSeconds = 0.5;

    /// <summary>A title of that length without any picture is none; a shorter clip may be meant.</summary>
    private const double FilmSeconds = 60;

    /// <summary>Mean difference of two pictures of one place, against the contrast of the first; two of different places come to about 1.</summary>
    private const float SamePlace = 0.5f;
    private const float SamePlaceInMotion = 0.8f;

    /// <summary>Than the step before: motion is not even.</summary>
    private const float Faster = 1.5f;

    /// <summary>Levels of contrast that even a plain picture is taken to have.</summary>
    private const float LeastContrast = 6;

    public static async Task<IReadOnlyList<Finding>> FindAsync(Film film, FingerprintReader pictures, CancellationToken cancellationToken)
    {
        List<Finding> findings = [];
        foreach (var run in FrameRun.Where(film.Count, film.IsBlack))
        {
            if (run.Length == film.Count)
            {
                findings.Add(Found.Of(run.Length >= film.Frames(FilmSeconds) ? Severity.Error : Severity.Warning, "picture.all_black", run, "Compare with the delivery's original: there is no picture in it."));
            }
            else if (run.Length < film.Frames(ShortestSeconds) && run.From > 0 && run.To < film.Count && await IsDropoutAsync(run, pictures, cancellationToken))
            {
                findings.Add(Found.Of(
                    Severity.Warning, "picture.dropout", run, "Compare with the delivery's original: pictures of a shot are missing here.", ("frames", Found.Text(run.Length))));
            }
            else if (run.Length >= film.Frames(ShortestSeconds))
            {
                findings.Add(Found.Of(Severity.Info, "picture.black", run, "Nothing, where black is meant to be here.", ("seconds", film.Seconds(run.Length))));
            }
        }

        return findings;
    }

    private static async Task<bool> IsDropoutAsync(FrameRun run, FingerprintReader pictures, CancellationToken cancellationToken)
    {
        var earlier = (await pictures.ReadAsync(Math.Max(0, run.From - 2), cancellationToken)).ToArray();
        var before = (await pictures.ReadAsync(run.From - 1, cancellationToken)).ToArray();
        var after = await pictures.ReadAsync(run.To, cancellationToken);
        var contrast = LeastContrast + Fingerprint.Contrast(before);
        // A camera that pans goes on while it is black.
        var moved = Faster * (run.Length + 1) * Fingerprint.MeanDifference(earlier, before) / contrast;
        return Fingerprint.MeanDifference(before, after.Span) <= Math.Clamp(moved, SamePlace, SamePlaceInMotion) * contrast;
    }
}
