namespace Rushes.Media.Fingerprints;

/// <summary>What coding alone does to the pictures of a rendition, as distances.</summary>
/// <param name="Floor">Below it, distances say nothing.</param>
internal readonly record struct PictureNoise(float Floor)
{
    // The rounding of both pictures to whole levels, and lines that a fingerprint leaves out.
    private const float Least = 0.1f;

    // What the poorest encodes of real films come to; a rendition with more shows something else than the mezzanine.
    private const float Most = 40;

    // The worst frames of good encodes lie ten times above the median, and below this (a root mean square of 8 levels).
    private const float LeastStrange = 64;
    private const float StrangeFactor = 8;

    /// <summary>From here on, pictures have nothing to do with each other, unless a single one does.</summary>
    public float Strange => MathF.Max(LeastStrange, StrangeFactor * Floor);

    /// <param name="median">Of the distances to the frames that should be shown.</param>
    public static PictureNoise Of(float median) => new(Math.Clamp(median, Least, Most));
}
