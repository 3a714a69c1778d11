using System.Globalization;

namespace Rushes.Encoding.Formats;

/// <summary>
/// Where an encoder's first pass leaves what its second one needs. FFmpeg makes the name of it from a prefix and the number of the
/// output, and some encoders put files of similar names beside it.
/// </summary>
/// <param name="folder">Of the run.</param>
/// <param name="rendition">Name of the recipe.</param>
/// <param name="output">Number of the run's output, from 0.</param>
internal sealed class StatisticsFile(string folder, string rendition, int output)
{
    private const string Extension = ".log";

    /// <summary>As <c>-passlogfile</c> takes it.</summary>
    public string Prefix => System.IO.Path.Combine(folder, rendition);

    public string Path => $"{Stem}{Extension}";

    /// <summary>Of the file and of those beside it.</summary>
    public IEnumerable<string> Suffixes => Directory.EnumerateFiles(folder, $"{System.IO.Path.GetFileName(Path)}*")
        .Select(found => found[Stem.Length..]).Order(StringComparer.Ordinal);

    public string PathOf(string suffix) => Stem + suffix;

    private string Stem => string.Create(CultureInfo.InvariantCulture, $"{Prefix}-{output}");
}
