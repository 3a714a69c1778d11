using System.Text;
using Rushes.Contracts;
using Rushes.Media.Isobmff.Reading;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Tools.Probing;

/// <summary>Reads what a file says of itself, with ffprobe. Opens that file only, whatever stands in it.</summary>
public sealed class MediaProbe(IToolRunner runner, ToolInstallation ffprobe)
{
    private static readonly string[] FirstBoxes = ["ftyp", "mdat", "free", "skip", "wide", "pnot", "styp", "moof", "uuid"];
    private static readonly ToolLimits Limits = new(TimeSpan.FromSeconds(60), Timeout.InfiniteTimeSpan) { MemoryBytes = 1L << 30 };

    /// <param name="path">A local file.</param>
    public async Task<ProbeOutcome> ProbeAsync(string path, CancellationToken cancellationToken)
    {
        if (RefuseUnopened(path) is { } refusal)
            return new ProbeOutcome.Refused(refusal);
        if (await EncryptedEntryAsync(path, cancellationToken) is { } entry)
            return new ProbeOutcome.Refused(InputFailure.Encrypted(path, entry));
        var aspects = new CodecAspects();
        var (result, json) = await AskAsync(path, Arguments(path), cancellationToken, aspects.Read);
        if (!result.Succeeded)
            return new ProbeOutcome.Refused(Explain(path, result));
        var outcome = ProbeReport.Read(path, json, aspects);
        return outcome is ProbeOutcome.Probed { Media: var media } && await PictureAsync(path, media.Video.StreamIndex, cancellationToken) is { } picture
            ? new ProbeOutcome.Probed(media.With(picture))
            : outcome;
    }

    // FFmpeg looks through the encryption, and decodes what it finds behind it.
    private static async Task<string?> EncryptedEntryAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return MovieFile.IsLikely(file) ? (await EncryptedMovie.FindEntryAsync(file, cancellationToken))?.ToString() : null;
    }

    /// <summary>A picture that cannot be decoded says nothing; the scan will tell of it.</summary>
    private async Task<FirstPicture?> PictureAsync(string path, int stream, CancellationToken cancellationToken) =>
        await PictureAsync(path, stream, FirstPictureReport.Packets, cancellationToken)
        ?? await PictureAsync(path, stream, FirstPictureReport.MorePackets, cancellationToken);

    private async Task<FirstPicture?> PictureAsync(string path, int stream, int packets, CancellationToken cancellationToken)
    {
        var (result, json) = await AskAsync(path, FirstPictureReport.Arguments(path, stream, packets), cancellationToken);
        return result.Succeeded ? FirstPictureReport.Read(json) : null;
    }

    private async Task<(ToolResult Result, string Json)> AskAsync(string path, IReadOnlyList<string> arguments, CancellationToken cancellationToken, Action<string>? log = null)
    {
        var json = new StringBuilder();
        var invocation = new ToolInvocation(ffprobe.Path, arguments)
        {
            Limits = Limits,
            Inputs = [Path.GetFullPath(path)],
            OnOutputLine = line => json.Append(line),
            OnErrorLine = log,
        };
        return (await runner.RunAsync(invocation, cancellationToken), json.ToString());
    }

    /// <summary>Only what we read is asked for: tags of a hostile file may be megabytes.</summary>
    internal static IReadOnlyList<string> Arguments(string path) =>
    [
        "-v", "info", "-hide_banner", "-of", "json=compact=1",
        "-show_entries", "format=format_name,size,duration"
            + ":stream=index,codec_type,codec_name,codec_tag_string,width,height,sample_aspect_ratio,pix_fmt,bits_per_raw_sample,field_order"
            + ",color_range,color_space,color_transfer,color_primaries,chroma_location,avg_frame_rate,r_frame_rate,time_base"
            + ",sample_rate,channels,channel_layout,closed_captions"
            + ":stream_disposition=default,attached_pic:format_tags=timecode:stream_tags=language,timecode"
            + ":stream_side_data=side_data_type,rotation,dv_profile,dv_bl_signal_compatibility_id",
        .. MediaInput.Arguments(path),
    ];

    private static Failure? RefuseUnopened(string path)
    {
        if (!File.Exists(path))
            return InputFailure.NotFound(path);
        try
        {
            using var file = File.OpenRead(path);
            return file.Length == 0 ? InputFailure.Empty(path) : null;
        }
        catch (UnauthorizedAccessException)
        {
            return InputFailure.NotReadable(path);
        }
    }

    private static Failure Explain(string path, ToolResult result)
    {
        if (result.End != ToolEnd.Exited || result.Signal is not null)
            return result.ToFailure("probe.failed", new Place { Path = path });
        return result.ErrorTail.Contains("moov atom not found", StringComparison.Ordinal) && StartsWithBox(path)
            ? InputFailure.Truncated(path, "it has no moov box")
            : InputFailure.NotMedia(path);
    }

    // ffprobe believes the ending of a name, and misses the moov box in any text that is called .mp4.
    private static bool StartsWithBox(string path)
    {
        Span<byte> header = stackalloc byte[8];
        using var file = File.OpenRead(path);
        return file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length
            && FirstBoxes.Contains(Encoding.Latin1.GetString(header[4..]));
    }
}
