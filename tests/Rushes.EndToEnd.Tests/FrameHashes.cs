using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.EndToEnd.Tests;

/// <summary>What FFmpeg decodes from a file or a manifest: for each frame its time, and the MD5 of its pixels or samples.</summary>
internal static class FrameHashes
{
    /// <param name="input">A path, of media or of a manifest.</param>
    /// <param name="stream">As <c>-map</c> takes it: <c>0:v:0</c>.</param>
    public static async Task<IReadOnlyList<HashedFrame>> ReadAsync(
        string input, string stream, CancellationToken cancellationToken, params string[] inputOptions)
    {
        var ffmpeg = await TestMedia.FfmpegAsync();
        var frames = new List<HashedFrame>();
        var timeBase = (Numerator: 1L, Denominator: 1L);
        var result = await TestMedia.Runner.RunAsync(
            new ToolInvocation(
                ffmpeg.Path,
                [
                    "-nostdin", "-v", "error", "-copyts", .. inputOptions, "-threads", "1", "-i", input, "-map", stream,
                    "-fps_mode", "passthrough", "-enc_time_base", "demux", "-f", "framemd5", "-",
                ])
            {
                OnOutputLine = line =>
                {
                    if (line.StartsWith("#tb 0: ", StringComparison.Ordinal))
                    {
                        var parts = line["#tb 0: ".Length..].Split('/');
                        timeBase = (long.Parse(parts[0], null), long.Parse(parts[1], null));
                    }
                    else if (line[0] != '#')
                    {
                        var fields = line.Split(',', StringSplitOptions.TrimEntries);
                        frames.Add(new HashedFrame(long.Parse(fields[2], null) * timeBase.Numerator, timeBase.Denominator, fields[5]));
                    }
                },
            },
            cancellationToken);
        Assert.True(result.Succeeded, result.ErrorTail);
        return frames;
    }
}

/// <param name="Ticks">Presentation time.</param>
/// <param name="Timescale">Ticks a second.</param>
/// <param name="Hash">MD5, hex.</param>
internal sealed record HashedFrame(long Ticks, long Timescale, string Hash);
