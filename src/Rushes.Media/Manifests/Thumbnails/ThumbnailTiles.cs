using Rushes.Media.Timing;

namespace Rushes.Media.Manifests.Thumbnails;

/// <summary>Small pictures at equal intervals from time 0, tiled into images row by row; the last image is a full grid, too.</summary>
/// <param name="Columns">Of the grid.</param>
/// <param name="Rows">Of the grid.</param>
/// <param name="Width">Of one thumbnail, pixels.</param>
/// <param name="Height">Of one thumbnail, pixels.</param>
/// <param name="Interval">Seconds from one thumbnail to the next.</param>
/// <param name="Count">Thumbnails.</param>
/// <param name="LargestFile">Bytes of the largest image.</param>
public sealed record ThumbnailTiles(int Columns, int Rows, int Width, int Height, Rational Interval, int Count, long LargestFile)
{
    /// <summary>Of the HLS playlist, relative to the manifests.</summary>
    public const string PlaylistName = "thumbnails.m3u8";

    /// <summary>Of the WebVTT file, relative to the manifests.</summary>
    public const string WebVttName = "thumbnails.vtt";

    internal const string FileTemplate = "thumbnails/$Number$.jpg";

    public int Columns { get; } = Positive(Columns, nameof(Columns));

    public int Rows { get; } = Positive(Rows, nameof(Rows));

    public int Count { get; } = Positive(Count, nameof(Count));

    public Rational Interval { get; } = Interval > Rational.Zero ? Interval : throw new ArgumentOutOfRangeException(nameof(Interval));

    /// <summary>Images.</summary>
    public int FileCount => ((Count - 1) / PerFile) + 1;

    internal int PerFile => checked(Columns * Rows);

    /// <summary>Of a full image, seconds.</summary>
    internal Rational FileDuration => Interval * PerFile;

    /// <summary>Bit/s.</summary>
    internal long Bandwidth => (new Rational(LargestFile * 8, 1) / FileDuration).CeilingTicks(1);

    /// <param name="file">From 1.</param>
    /// <returns>Relative to the manifests.</returns>
    public static string FileName(int file) => FormattableString.Invariant($"thumbnails/{file}.jpg");

    /// <summary>Thumbnails in an image.</summary>
    /// <param name="file">From 1.</param>
    public int CountIn(int file) => Math.Min(PerFile, Count - ((file - 1) * PerFile));

    private static int Positive(int value, string name) => value > 0 ? value : throw new ArgumentOutOfRangeException(name);
}
