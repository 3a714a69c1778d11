using System.Globalization;
using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Workflow;
using Rushes.Media.Timelines;
using Rushes.Tools.Commands;

namespace Rushes.Encoding.Chunks;

/// <summary>
/// The command that decodes one chunk once and encodes it for several renditions. Pure.
/// <para>
/// Frames are chosen by their decoded time, never by count or by seeking exactly: the demuxer seeks to a key frame well
/// before the chunk, and <c>trim</c> takes the frames from the first time to the last. One decoder thread, because
/// concealment of damaged frames depends on the number. One more output passes the frames of the cut on and notes their times,
/// so that the caller can prove the cut.
/// </para>
/// </summary>
internal sealed class ChunkCommand(VideoFormat format, ChunkTask task, Timeline video, EncoderClock clock)
{
    private readonly IReadOnlyList<EncoderOutput> _outputs = EncoderOutputs.Of(format, task);

    /// <param name="source">Local path.</param>
    /// <param name="folder">Where outputs go.</param>
    /// <param name="seek">False: decode from the start of the file.</param>
    public IReadOnlyList<string> Build(string source, string folder, bool seek)
    {
        var command = new FFmpegCommand()
            .Global("-copyts")
            .Input(source, [.. seek ? SeekOptions() : [], "-threads", "1", .. ChunkFilters.TakesAnyPicture(task) ? ["-reinit_filter", "0"] : Array.Empty<string>()])
            .FilterGraph(new ChunkFilters(format, task.With(_outputs.Select(output => output.Recipe)), video, clock).Graph());
        foreach (var (number, output) in _outputs.Index())
        {
            string[] options = [.. OutputOptions(output.Recipe, number, format.Options(output, ChunkFiles.Statistics(folder, output.Recipe, number)))];
            command = output.HasMedia
                ? command.Output(Path.Combine(folder, ChunkFiles.Media(format, output.Recipe)), [.. options, .. Fragments(), "-f", format.Container])
                : command.Discard(options);
        }

        return command.Discard(ProofOptions(folder)).ReportProgress().Arguments;
    }

    // The key frame before the last one at or before the chunk: with one key only, some decoders lack a reference
    // (open GOPs, field pairs). Rounded down, because rounding up would land one key later.
    private string[] SeekOptions()
    {
        var points = video.SeekPoints;
        var first = video.SourceTime(ChunkFilters.Decoded(task, video).From);
        var after = 0;
        while (after < points.Count && points[after] <= first)
        {
            after++;
        }

        if (after < 2 || NeedsItsStart(task.Track))
        {
            return [];
        }

        var timeBase = video.SourceTimeBase;
        var microseconds = (Int128)points[after - 2] * timeBase.Numerator * 1_000_000;
        var floor = microseconds >= 0 ? microseconds / timeBase.Denominator : (microseconds - timeBase.Denominator + 1) / timeBase.Denominator;
        return ["-noaccurate_seek", "-seek_timestamp", "1", "-ss", string.Create(CultureInfo.InvariantCulture, $"{floor}us")];
    }

    // x264 coded 4:4:4 wrongly before its build 151, and decoders know it by a message in the first access unit alone.
    public static bool NeedsItsStart(VideoTrack track) => track.Codec == "h264" && track.PixelFormat.Contains("444", StringComparison.Ordinal);

    private List<string> OutputOptions(Recipe recipe, int output, IEnumerable<string> encoder)
    {
        List<string> options =
        [
            "-map", $"[out{output}]",
            .. encoder,
            .. KeyFrames(recipe),
            "-fps_mode", "passthrough",
            "-enc_time_base", clock.TimeBase(recipe),
            "-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-flags", "+bitexact",
        ];
        if (recipe.Colour.ChromaLocation is { Length: > 0 } location)
        {
            options.InsertRange(0, ["-chroma_sample_location", location]);
        }

        return options;
    }

    // No pixel is touched: frames are passed on as they are, and their times noted.
    private string[] ProofOptions(string folder) =>
    [
        "-map", $"[{ChunkFilters.Proof}]", "-c:v", "wrapped_avframe", "-fps_mode", "passthrough",
        "-enc_time_base", clock.SourceTimeBase,
        "-stats_enc_pre", Path.Combine(folder, ChunkFiles.Frames), "-stats_enc_pre_fmt", SourceFrames.Format,
    ];

    private string[] KeyFrames(Recipe recipe) => format.IsIntra
        ? []
        :
        [
            "-force_key_frames",
            string.Join(',', clock.KeyFrames(recipe, task.Frames).Select(seconds => seconds.ToString("F6", CultureInfo.InvariantCulture))),
        ];

    // Where every frame is a key frame, fragments of a second each are enough.
    private string[] Fragments() => format.IsIntra
        ? ["-movflags", "+empty_moov+default_base_moof", "-frag_duration", "1000000"]
        : ["-movflags", "+frag_keyframe+empty_moov+default_base_moof"];
}
