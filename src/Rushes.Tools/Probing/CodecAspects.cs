using System.Globalization;
using System.Text.RegularExpressions;
using Rushes.Contracts;

namespace Rushes.Tools.Probing;

/// <summary>
/// Pixel aspects that the coded pictures say, where the container says others. ffprobe's answer has the container's alone; both are in the
/// description of the input that it logs (dump_stream_format of libavformat).
/// </summary>
internal sealed partial class CodecAspects
{
    private readonly Dictionary<int, Rational> _ofStreams = [];

    /// <param name="line">Of the log; titles and other texts of the file never begin a line of it.</param>
    public void Read(string line)
    {
        if (Stream().Match(line) is { Success: true } match && Number(match, "stream") is { } stream && Number(match, "width") is > 0 and { } width && Number(match, "height") is > 0 and { } height)
        {
            _ofStreams.TryAdd(stream, new Rational { Numerator = width, Denominator = height });
        }
    }

    /// <summary>Null: both say the same, or one says nothing.</summary>
    public Rational? Of(int stream) => _ofStreams.GetValueOrDefault(stream);

    private static int? Number(Match match, string group) => int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"^\s*Stream #0:(?<stream>\d+)\b.*: Video: .*\[SAR (?<width>\d+):(?<height>\d+) DAR \d+:\d+\].*, SAR \d+:\d+ DAR ", RegexOptions.NonBacktracking)]
    private static partial Regex Stream();
}
