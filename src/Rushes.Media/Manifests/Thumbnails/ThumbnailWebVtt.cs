using System.Globalization;
using System.Text;
using Rushes.Media.Manifests.Text;
using Rushes.Media.Timing;

namespace Rushes.Media.Manifests.Thumbnails;

/// <summary>Thumbnails as WebVTT, which the controls of many players read: each cue names a rectangle of an image (Media Fragments URI §4.2.2).</summary>
public static class ThumbnailWebVtt
{
    /// <param name="tiles">The file lies at <see cref="ThumbnailTiles.WebVttName"/>.</param>
    /// <param name="end">Of the last cue, seconds: the film's.</param>
    /// <returns>The file, lines ended by LF.</returns>
    public static string Create(ThumbnailTiles tiles, Rational end)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        var text = new StringBuilder("WEBVTT\n");
        for (var i = 0; i < tiles.Count; i++)
        {
            var to = i + 1 < tiles.Count ? tiles.Interval * (i + 1) : end;
            var (row, column) = Math.DivRem(i % tiles.PerFile, tiles.Columns);
            text.Append(CultureInfo.InvariantCulture, $"\n{WebVttTime.Format(tiles.Interval * i)} --> {WebVttTime.Format(to)}\n");
            text.Append(CultureInfo.InvariantCulture, $"{ThumbnailTiles.FileName((i / tiles.PerFile) + 1)}");
            text.Append(CultureInfo.InvariantCulture, $"#xywh={column * tiles.Width},{row * tiles.Height},{tiles.Width},{tiles.Height}\n");
        }

        return text.ToString();
    }
}
