using System.Globalization;

namespace Rushes.Media.Fingerprints;

/// <summary>Whether a chunk shows the right area of the pictures, the right way round, and whole frames.</summary>
/// <param name="fit">Of the pictures that are about where they should be in time.</param>
/// <param name="noise">Of the rendition.</param>
/// <param name="keepsFields">Whether frames have two fields, in the encode too.</param>
internal sealed class GeometryVerdict(GeometryFit fit, PictureNoise noise, bool keepsFields)
{
    // Shares of the picture. Good encodes come to 0.003, and to 0.014 at a noise of 9; a crop of 2 % to 0.02.
    private const double LargestMisfit = 0.01;
    private const double MisfitByNoise = 0.0006;

    // Half a frame is a wrong field. Encoders that skip come to 0.25.
    private const double LargestDelay = 0.35;

    private const double Certainty = 8;
    private const double Black = 4;
    private const double Light = 16;

    private static readonly string[] Edges = ["left", "right", "top", "bottom"];
    private static readonly string[] Mirrors = ["left to right", "top to bottom", "left to right and top to bottom"];

    private readonly string? _mirrored = Mirrored(fit, noise);
    private readonly string? _bars = Bars(fit);

    /// <summary>Whether the pictures differ so much that nothing can be said of their times.</summary>
    public bool HidesTime => _mirrored is not null || _bars is not null;

    public IEnumerable<PictureFault> Faults(int first, int count, int chunk)
    {
        if ((_mirrored ?? _bars) is { } hidden)
        {
            return [Fault(PictureFaultKind.Geometry, hidden)];
        }

        if (fit.Pictures * 2 < count || fit.Solve() is not { } solved)
        {
            return [];
        }

        List<PictureFault> faults = [];
        if (Misfit(solved) is { } misfit)
        {
            faults.Add(Fault(PictureFaultKind.Geometry, misfit));
        }

        if (keepsFields && fit.Delay() is var delay && IsBeyond(delay, LargestDelay))
        {
            faults.Add(Fault(PictureFaultKind.Field, $"they lie {Text(delay.Value, "+0.0;-0.0")} frames beside their own"));
        }

        return faults;

        PictureFault Fault(PictureFaultKind kind, string description) =>
            new(kind, chunk, first, first + count) { Description = description, Distance = (float)fit.Distance };
    }

    private string? Misfit((double Value, double Error)[] solved)
    {
        string[] names = ["wider", "higher", "to the right", "down"];
        var found = names.Index().Where(name => IsBeyond(solved[name.Index], LargestMisfit + (MisfitByNoise * noise.Floor)))
            .Select(name => $"{Text(solved[name.Index].Value * 100, "+0.0;-0.0")} % {name.Item}");
        return string.Join(", ", found) is { Length: > 0 } text ? text : null;
    }

    private static bool IsBeyond((double Value, double Error) fitted, double limit) =>
        Math.Abs(fitted.Value) > limit && Math.Abs(fitted.Value) > Certainty * fitted.Error;

    private static string? Mirrored(GeometryFit fit, PictureNoise noise)
    {
        var distances = fit.MirroredDistances;
        var nearest = Array.IndexOf(distances, distances.Min());
        return fit.Pictures > 0 && fit.Distance > noise.Strange / 2 && distances[nearest] < fit.Distance / 4
            ? $"mirrored {Mirrors[nearest]}"
            : null;
    }

    private static string? Bars(GeometryFit fit)
    {
        var black = Edges.Zip(fit.Edges)
            .Where(edge => edge.Second.Encode < Black && edge.Second.Mezzanine > Light)
            .Select(edge => edge.First);
        return string.Join(", ", black) is { Length: > 0 } names ? $"black along {names}" : null;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
