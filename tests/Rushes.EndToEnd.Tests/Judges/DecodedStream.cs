using System.Globalization;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.EndToEnd.Tests.Judges;

/// <summary>What FFmpeg decodes of one stream.</summary>
/// <param name="Kind"><c>video</c> or <c>audio</c>.</param>
/// <param name="Frames">Of sound, blocks of samples.</param>
/// <param name="Seconds">The durations of all frames together.</param>
internal sealed record DecodedStream(string Kind, long Frames, decimal Seconds)
{
    /// <param name="input">A file or a manifest.</param>
    /// <param name="maps">The streams, as <c>-map</c> takes them.</param>
    /// <returns>The streams, and whatever FFmpeg said at <c>-v error</c>.</returns>
    public static async Task<(IReadOnlyList<DecodedStream> Streams, string Complaints)> DecodeAsync(
        string input, CancellationToken cancellationToken, params string[] maps)
    {
        var streams = new SortedDictionary<int, DecodedStream>();
        var timeBases = new Dictionary<int, decimal>();
        var ffmpeg = await TestMedia.FfmpegAsync();
        var result = await TestMedia.Runner.RunAsync(
            new ToolInvocation(
                ffmpeg.Path,
                [
                    "-nostdin", "-v", "error", "-i", input, .. maps.SelectMany(map => (string[])["-map", map]), "-c:v", "wrapped_avframe",
                    "-fps_mode", "passthrough", "-enc_time_base", "-1", "-f", "framecrc", "-",
                ])
            {
                OnOutputLine = line => Read(line, streams, timeBases),
            },
            cancellationToken);
        Assert.True(result.Succeeded, result.ErrorTail);
        return ([.. streams.Values], result.ErrorTail);
    }

    // "#tb 0: 1/25", "#media_type 0: video", then "0, dts, pts, duration, size, checksum" for each frame.
    private static void Read(string line, SortedDictionary<int, DecodedStream> streams, Dictionary<int, decimal> timeBases)
    {
        var words = line.Split([' ', ',', ':'], StringSplitOptions.RemoveEmptyEntries);
        switch (words[0])
        {
            case "#tb":
                var ratio = words[2].Split('/');
                timeBases[Number(words[1])] = decimal.Divide(Number(ratio[0]), Number(ratio[1]));
                break;
            case "#media_type":
                streams[Number(words[1])] = new DecodedStream(words[2], 0, 0);
                break;
            case [not '#', ..]:
                var (stream, number) = (streams[Number(words[0])], Number(words[0]));
                streams[number] = stream with { Frames = stream.Frames + 1, Seconds = stream.Seconds + (Number(words[3]) * timeBases[number]) };
                break;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
