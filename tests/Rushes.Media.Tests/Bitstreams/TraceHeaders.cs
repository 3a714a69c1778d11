using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Rushes.Media.Tests.Bitstreams;

/// <summary>Has FFmpeg say what stands in the headers of a stream, bit by bit: the judge of our parsers.</summary>
internal static partial class TraceHeaders
{
    /// <summary>The stream as FFmpeg wrote it (an elementary stream) and the headers of its packets, in order.</summary>
    /// <param name="file">Any that FFmpeg reads.</param>
    /// <param name="filters">Bitstream filters in front: "h264_mp4toannexb,".</param>
    /// <param name="format">Of the stream: "h264".</param>
    /// <param name="packets">At most so many.</param>
    /// <param name="input">Arguments before the input.</param>
    public static async Task<(byte[] Stream, IReadOnlyList<TracedUnit> Units)> RunAsync(
        string file, string filters, string format, int packets, params string[] input)
    {
        FFmpeg.SkipWhenMissing();
        var output = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("RUSHES_FFMPEG")!) { RedirectStandardError = true };
            string[] arguments =
            [
                "-nostdin", "-hide_banner", "-nostats", .. input, "-i", file, "-map", "0:v:0", "-c", "copy",
                "-frames:v", packets.ToString(CultureInfo.InvariantCulture), "-bsf:v", $"{filters}trace_headers", "-f", format, "-y", output,
            ];
            foreach (var argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start)!;
            var units = await ReadAsync(process.StandardError);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (await File.ReadAllBytesAsync(output, TestContext.Current.CancellationToken), units);
        }
        finally
        {
            File.Delete(output);
        }
    }

    // What is traced of the extradata comes before the first packet.
    private static async Task<List<TracedUnit>> ReadAsync(StreamReader log)
    {
        var units = new List<TracedUnit>();
        var inPackets = false;
        while (await log.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (Line().Match(line) is not { Success: true } traced)
            {
                continue;
            }

            var text = traced.Groups[1].Value;
            inPackets |= text.StartsWith("Packet:", StringComparison.Ordinal);
            if (!inPackets || text.StartsWith("Packet:", StringComparison.Ordinal))
            {
                continue;
            }

            if (Element().Match(text) is not { Success: true } element)
            {
                units.Add(new TracedUnit(text.Trim()));
            }
            else if (units.Count > 0 && !Trailing().IsMatch(element.Groups[2].Value))
            {
                units[^1].Elements[element.Groups[2].Value] = long.Parse(element.Groups[4].Value, CultureInfo.InvariantCulture);
                units[^1].End = long.Parse(element.Groups[1].Value, CultureInfo.InvariantCulture) + element.Groups[3].Length;
            }
        }

        return units;
    }

    [GeneratedRegex(@"^\[trace_headers @ [^\]]*\] (.*)$")]
    private static partial Regex Line();

    [GeneratedRegex("^(rbsp_|cabac_alignment|zero_bit|trailing_)")]
    private static partial Regex Trailing();

    [GeneratedRegex(@"^(\d+)\s+(\S+)\s+([01]*) = (-?\d+)$")]
    private static partial Regex Element();
}
