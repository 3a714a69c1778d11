using System.Globalization;
using System.Text.RegularExpressions;

namespace Rushes.EndToEnd.Tests.Packaging;

/// <summary>A thumbnail that the WebVTT file of a package names, cut out of its sheet.</summary>
/// <param name="Start">Seconds.</param>
/// <param name="Luma">Eight bits for each pixel, row by row.</param>
internal sealed record PackagedThumbnail(double Start, int Width, int Height, byte[] Luma)
{
    /// <summary>Peak signal-to-noise ratio, decibels.</summary>
    public double LikenessTo(byte[] luma)
    {
        Assert.Equal(luma.Length, Luma.Length);
        var error = Luma.Zip(luma, (one, other) => (double)(one - other) * (one - other)).Average();
        return 10 * Math.Log10(255 * 255 / Math.Max(error, 0.0001));
    }
}

internal static partial class PackagedThumbnails
{
    /// <summary>All of them; each cue ends where the next begins.</summary>
    public static async Task<IReadOnlyList<PackagedThumbnail>> ReadAsync(string package, CancellationToken cancellationToken)
    {
        var thumbnails = new List<PackagedThumbnail>();
        var sheets = new Dictionary<string, (byte[] Luma, int Width)>();
        var end = TimeSpan.Zero;
        foreach (Match cue in Cue().Matches(await File.ReadAllTextAsync(Path.Combine(package, "thumbnails.vtt"), cancellationToken)))
        {
            Assert.Equal(end, Time(cue, "from"));
            end = Time(cue, "to");
            var name = cue.Groups["file"].Value;
            if (!sheets.TryGetValue(name, out var sheet))
            {
                var path = Path.Combine(package, name);
                sheets[name] = sheet = (await ThumbnailFrames.LumaAsync(path, "null", cancellationToken), await WidthAsync(path));
            }

            var (x, y, width, height) = (Number(cue, "x"), Number(cue, "y"), Number(cue, "w"), Number(cue, "h"));
            var rows = Enumerable.Range(y, height).SelectMany(row => sheet.Luma.AsSpan((row * sheet.Width) + x, width).ToArray());
            thumbnails.Add(new PackagedThumbnail(Time(cue, "from").TotalSeconds, width, height, [.. rows]));
        }

        return thumbnails;
    }

    private static async Task<int> WidthAsync(string path) =>
        int.Parse(Width().Match(await PackagedMedia.ProbeAsync(path)).Groups[1].Value, CultureInfo.InvariantCulture);

    private static TimeSpan Time(Match cue, string group) => TimeSpan.Parse(cue.Groups[group].Value, CultureInfo.InvariantCulture);

    private static int Number(Match cue, string group) => int.Parse(cue.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<from>[\d:.]+) --> (?<to>[\d:.]+)\n(?<file>.+)#xywh=(?<x>\d+),(?<y>\d+),(?<w>\d+),(?<h>\d+)$", RegexOptions.Multiline)]
    private static partial Regex Cue();

    [GeneratedRegex("\"width\": (\\d+)")]
    private static partial Regex Width();
}
