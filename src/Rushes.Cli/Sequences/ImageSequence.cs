using System.Globalization;

namespace Rushes.Cli.Sequences;

/// <summary>Numbered images of a folder, one for each frame, without a gap.</summary>
/// <param name="Folder">Absolute.</param>
/// <param name="Prefix">Of every name, before the number.</param>
/// <param name="Digits">The least that a number has; zeros fill it up.</param>
/// <param name="Suffix">Of every name, behind the number, with the dot.</param>
/// <param name="First">The least number.</param>
/// <param name="Count">Of images.</param>
/// <param name="Bytes">Of all of them.</param>
/// <param name="Modified">When the last of them was, UTC.</param>
internal sealed record ImageSequence(string Folder, string Prefix, int Digits, string Suffix, long First, int Count, long Bytes, DateTime Modified)
{
    /// <summary>Its name, as people and FFmpeg write it.</summary>
    public string Path => System.IO.Path.Combine(Folder, $"{Prefix}{Number}{Suffix}");

    /// <summary>For FFmpeg's image2, to which a percent sign in any name is the start of a number.</summary>
    public string Pattern => System.IO.Path.Combine(Escaped(Folder), $"{Escaped(Prefix)}{Number}{Escaped(Suffix)}");

    private string Number => string.Create(CultureInfo.InvariantCulture, $"%0{Digits}d");

    private static string Escaped(string name) => name.Replace("%", "%%", StringComparison.Ordinal);
}
