using System.Globalization;
using System.Text;
using Rushes.Media.Timing;

namespace Rushes.Media.Manifests.Text;

/// <summary>A WebVTT file (W3C WebVTT §4) whose cue times are the viewer's: they count from 0.</summary>
public sealed class WebVttFile
{
    private const long MpegClock = 90_000;
    private const long MpegClockBits = 33;

    private readonly string[] _lines;

    internal WebVttFile(string[] lines, int cueCount, Rational end) => (_lines, CueCount, End) = (lines, cueCount, end);

    public int CueCount { get; }

    /// <summary>When the cue that is shown longest ends, seconds; 0 without cues.</summary>
    public Rational End { get; }

    /// <summary>Reads a whole file.</summary>
    /// <param name="bytes">UTF-8, with or without a byte order mark, lines ended by CR LF, LF or CR.</param>
    public static WebVttResult Read(ReadOnlySpan<byte> bytes) => WebVttReader.Read(bytes);

    /// <summary>
    /// The file for a package: as it was read, with the map to the clock of the media (RFC 8216bis §3.1.4) in its header. HLS
    /// goes by the map; for DASH, where times count from the period's start, it is a header without meaning.
    /// </summary>
    /// <param name="baseSeconds">Where time 0 lies on the clock of the media.</param>
    /// <returns>The file, lines ended by LF.</returns>
    public string ForPackage(long baseSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(baseSeconds);
        var ticks = (Int128)baseSeconds * MpegClock % ((Int128)1 << (int)MpegClockBits);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{_lines[0]}\nX-TIMESTAMP-MAP=MPEGTS:{(long)ticks},LOCAL:00:00:00.000\n");
        foreach (var line in _lines.AsSpan(1))
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }
}
