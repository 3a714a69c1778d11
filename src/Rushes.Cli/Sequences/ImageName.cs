using System.Globalization;
using System.Text.RegularExpressions;

namespace Rushes.Cli.Sequences;

/// <summary>The name of a numbered image, in its parts: the last number of the name counts.</summary>
internal sealed partial record ImageName(string Prefix, long Number, int Digits, string Suffix)
{
    /// <summary>What holds pictures as they are shown. EXR holds linear light, which nothing here maps.</summary>
    private static readonly HashSet<string> Images =
        new(StringComparer.OrdinalIgnoreCase) { ".bmp", ".dpx", ".j2c", ".j2k", ".jp2", ".jpeg", ".jpg", ".png", ".tga", ".tif", ".tiff" };

    /// <returns>Null: it is none.</returns>
    public static ImageName? Of(string fileName) =>
        Numbered().Match(fileName) is { Success: true } match && Images.Contains(match.Groups["suffix"].Value)
        && long.TryParse(match.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= int.MaxValue
            ? new ImageName(match.Groups["prefix"].Value, number, match.Groups["number"].Length, match.Groups["suffix"].Value)
            : null;

    /// <summary>As <c>shot_%04d.dpx</c>; null: it is no such name.</summary>
    public static (string Prefix, int Digits, string Suffix)? Pattern(string fileName) => Placeholder().Match(fileName) is { Success: true } match
        ? (match.Groups["prefix"].Value, match.Groups["digits"] is { Success: true } digits ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : 1, match.Groups["suffix"].Value)
        : null;

    [GeneratedRegex(@"^(?<prefix>.*?)(?<number>[0-9]{1,18})(?<suffix>\.[A-Za-z0-9]{1,8})$", RegexOptions.ExplicitCapture)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^(?<prefix>[^%]*)%(0(?<digits>[1-9]))?d(?<suffix>[^%]*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
