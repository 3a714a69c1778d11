using System.Globalization;
using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Workflow;
using Rushes.Media.Timelines;
using Rushes.Tools.Commands;
using Rushes.Tools.Cutting;

namespace Rushes.Encoding.Chunks;

/// <summary>
/// The command that decodes one chunk once and encodes it for several renditions. Pure.
/// <para>
/// Frames are chosen as <see cref="PictureCut"/> says. One decoder thread, because concealment of damaged frames depends on the number.
/// One more output passes the frames of the cut on and notes their times, so that the caller can prove the cut.
/// </para>
/// </summary>
internal sealed class ChunkCommand(VideoFormat format, ChunkTask task, Timeline video, EncoderClock clock)
{
    private readonly PictureCut _cut = ChunkFilters.CutOf(task, video);

    private readonly IReadOnlyList<EncoderOutput> _outputs = EncoderOutputs.Of(format, task);

    /// <param name="source">Local path.</param>
    /// <param name="folder">Where outputs go.</param>
    /// <param name="seek">False: decode from the start of the file.</param>
    public IReadOnlyList<string> Build(string source, string folder, bool seek)
    {
        var command = new FFmpegCommand()
            .Global("-copyts")
            .Input(source, [.. seek ? _cut.SeekOptions() : [], "-threads", "1", .. ChunkFilters.TakesAnyPicture(task) ? ["-reinit_filter", "0"] : Array.Empty<string>()])
            .FilterGraph(new ChunkFilters(task.With(_outputs.Select(output => output.Recipe)), video, clock).Graph());
        foreach (var (number, output) in _outputs.Index())
        {
            string[] options = [.. OutputOptions(output.Recipe, number, format.Options(output, ChunkFiles.Statistics(folder, output.Recipe, number)))];
            command = output.HasMedia
                ? command.Output(Path.Combine(folder, ChunkFiles.Media(format, output.Recipe)), [.. options, .. Fragments(), "-f", format.Container])
                : command.Discard(options);
        }

        return command.Discard([.. _cut.ProofOptions(ChunkFilters.Proof, Path.Combine(folder, ChunkFiles.Frames))]).ReportProgress().Arguments;
    }

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
