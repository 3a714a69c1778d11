using System.Globalization;
using Rushes.Contracts;
using Rushes.Encoding.Recipes;
using Rushes.Encoding.Workflow;
using Rushes.Media.Timelines;
using Rushes.Tools.Commands;

namespace Rushes.Encoding.Chunks;

/// <summary>
/// The command that decodes one chunk once and encodes it for several renditions. Pure.
/// <para>
/// Frames are chosen by their decoded time, never by count or by seeking exactly: the demuxer seeks to a key frame well
/// before the chunk, and <c>trim</c> takes the frames from the first time to the last. One decoder thread, because
/// concealment of damaged frames depends on the number. Every output's <c>-stats_enc_pre</c> says which source frames
/// reached the encoder, so that the caller can prove the cut.
/// </para>
/// </summary>
internal sealed class ChunkCommand(ChunkTask task, Timeline video, Timeline chunk, IReadOnlyList<double> keyFrameSeconds)
{
    public static string MediaName(Recipe recipe) => $"{recipe.Name}.mp4";

    public static string FramesName(Recipe recipe) => $"{recipe.Name}.frames";

    /// <param name="source">Local path.</param>
    /// <param name="folder">Where outputs go.</param>
    /// <param name="seek">False: decode from the start of the file.</param>
    public IReadOnlyList<string> Build(string source, string folder, bool seek)
    {
        var command = new FFmpegCommand()
            .Global("-copyts")
            .Input(source, [.. seek ? SeekOptions() : [], "-threads", "1"])
            .FilterGraph(FilterGraph());
        for (var output = 0; output < task.Recipes.Count; output++)
        {
            var recipe = task.Recipes[output];
            command.Output(Path.Combine(folder, MediaName(recipe)), [.. OutputOptions(recipe, output, folder)]);
        }

        return command.ReportProgress().Arguments;
    }

    // The key frame before the last one at or before the chunk: with one key only, some decoders lack a reference
    // (open GOPs, field pairs). Rounded down, because rounding up would land one key later.
    private string[] SeekOptions()
    {
        var points = video.SeekPoints;
        var after = 0;
        while (after < points.Count && points[after] <= chunk.SourceTime(0))
        {
            after++;
        }

        if (after < 2)
        {
            return [];
        }

        var timeBase = video.SourceTimeBase;
        var microseconds = (Int128)points[after - 2] * timeBase.Numerator * 1_000_000;
        var floor = microseconds >= 0 ? microseconds / timeBase.Denominator : (microseconds - timeBase.Denominator + 1) / timeBase.Denominator;
        return ["-noaccurate_seek", "-seek_timestamp", "1", "-ss", string.Create(CultureInfo.InvariantCulture, $"{floor}us")];
    }

    private string FilterGraph()
    {
        var start = chunk.SourceTime(0);
        var afterLast = task.Frames.To < video.Count ? $":end_pts={video.SourceTime((int)task.Frames.To)}" : "";

        // An encoder wants times that rise; where the source repeats one, the next tick will do, for times come from the
        // timeline in the end. The maximum is in this order because there is no previous time at first, and NaN loses as
        // the second one only when it is asked first.
        var cut = $"[0:{task.Track.StreamIndex}]trim=start_pts={start}{afterLast},setpts=max(PREV_OUTPTS+1\\,PTS-({start}))";
        var outputs = Enumerable.Range(0, task.Recipes.Count);
        var split = $",split={task.Recipes.Count}{string.Concat(outputs.Select(output => $"[cut{output}]"))}";
        var scaled = outputs.Select(output => $"[cut{output}]{string.Join(',', RenditionFilters(task.Recipes[output]))}[out{output}]");
        return string.Join(';', scaled.Prepend(cut + split));
    }

    private IEnumerable<string> RenditionFilters(Recipe recipe)
    {
        var colour = recipe.Colour;
        var sameSize = recipe.Resolution.Equals(task.Track.Upright);
        if (!sameSize || recipe.Codec.PixelFormat != task.Track.PixelFormat)
        {
            // Bit-exact scaling: the bytes must not depend on the instruction set of the machine.
            yield return $"scale={recipe.Resolution.Width}:{recipe.Resolution.Height}:flags=bicubic+accurate_rnd+full_chroma_int+bitexact{Conversion(colour)}";
            yield return $"format={recipe.Codec.PixelFormat}";
        }

        yield return "setsar=1";
        string[] signalled =
        [
            .. Setting("range", colour.Range), .. Setting("color_primaries", colour.Primaries),
            .. Setting("color_trc", colour.Transfer), .. Setting("colorspace", colour.Matrix),
        ];
        if (signalled.Length > 0)
        {
            // Pinned, or the encoder takes them from the first frame that it sees, which differs between chunks.
            yield return $"setparams={string.Join(':', signalled)}";
        }

        static string[] Setting(string name, string value) => value.Length > 0 ? [$"{name}={value}"] : [];
    }

    private string Conversion(Colour colour) => SignalledColour.IsRgb(task.Track.PixelFormat)
        ? $":out_color_matrix={colour.Matrix}:out_range={colour.Range}"
        : colour.Range.Length > 0 ? $":in_range={colour.Range}:out_range={colour.Range}" : "";

    private List<string> OutputOptions(Recipe recipe, int output, string folder)
    {
        List<string> options =
        [
            "-map", $"[out{output}]",
            .. AvcArguments.For(recipe),
            "-force_key_frames", string.Join(',', keyFrameSeconds.Select(seconds => seconds.ToString("F6", CultureInfo.InvariantCulture))),
            "-fps_mode", "passthrough",
            "-enc_time_base", string.Create(CultureInfo.InvariantCulture, $"{video.SourceTimeBase.Numerator}/{video.SourceTimeBase.Denominator}"),
            "-stats_enc_pre", Path.Combine(folder, FramesName(recipe)), "-stats_enc_pre_fmt", SourceFrames.Format,
            "-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-flags", "+bitexact",
            "-movflags", "+frag_keyframe+empty_moov+default_base_moof", "-f", "mp4",
        ];
        if (recipe.Colour.ChromaLocation is { Length: > 0 } location)
        {
            options.InsertRange(0, ["-chroma_sample_location", location]);
        }

        return options;
    }
}
