using System.Globalization;

namespace Rushes.EndToEnd.Tests.Formats;

/// <summary>A format as the matrix asks for it: as near to the source as it goes, and quickly.</summary>
/// <param name="Codec">As in <c>--codecs</c>.</param>
/// <param name="Rate">The rate of a rendition that is not lossless, as a ladder file says it; empty: the codec has its own.</param>
internal sealed record FormatCase(string Codec, string Rate)
{
    /// <summary>Null: the codec has no lossless coding.</summary>
    public string? Lossless { get; init; }

    /// <summary>The lowest picture that is asked for.</summary>
    public int LeastHeight { get; init; } = 16;

    /// <summary>The one size that is asked for; null: the source's shape.</summary>
    public (int Width, int Height)? Size { get; init; }

    public static readonly IReadOnlyList<FormatCase> All =
    [
        new("avc", "crf: 6, preset: ultrafast") { Lossless = "lossless: true, preset: ultrafast" },
        new("hevc", "crf: 6, preset: ultrafast") { Lossless = "lossless: true, preset: ultrafast" },
        new("vp9", "crf: 6, preset: 8") { Lossless = "lossless: true, preset: 1" },
        new("av1", "crf: 8, preset: 12"),
        new("prores-hq", ""),
        new("dnxhr-hq", "") { LeastHeight = 480 },
        new("mpeg2", "crf: 2"),
        new("h263", "crf: 2") { Size = (176, 144) },
    ];

    public string Ladder(SourcePictures source, bool lossless)
    {
        const int Enough = 288;
        var height = Math.Min(source.Height & ~1, Math.Max(Enough, LeastHeight));
        var size = lossless ? int.IsEvenInteger(source.Width) ? Sides(source.Width, source.Height) : string.Create(CultureInfo.InvariantCulture, $"height: {source.Height}")
            : Size is { } own ? Sides(own.Width, own.Height)
            : string.Create(CultureInfo.InvariantCulture, $"height: {height}");
        var rate = lossless ? $", {Lossless}" : Rate.Length > 0 ? $", {Rate}" : "";
        return $"version: 1\ncodec: {Codec}\nsegment: 500ms\nrenditions:\n  - {{name: copy, {size}{rate}}}\n";
    }

    private static string Sides(int width, int height) => string.Create(CultureInfo.InvariantCulture, $"width: {width}, height: {height}");
}
