namespace Rushes.Tools.Probing;

/// <summary>The command lines of a scan.</summary>
internal static class ScanCommand
{
    /// <summary>
    /// <c>-copyts</c> and <c>-enc_time_base demux</c>: the stream's own ticks, not shifted and not rounded to a frame rate.
    /// <c>wrapped_avframe</c>: no pixel is copied.
    /// <c>-flush_packets</c>: a line for each frame at once, or a slow decode would look like a stalled one.
    /// </summary>
    internal static IReadOnlyList<string> Frames(string path, int streamIndex, ScanPictures? pictures) => Frames(path, streamIndex, pictures, []);

    /// <summary>Of a part of the film; says of each frame when it is decoded.</summary>
    /// <param name="path">Of the media.</param>
    /// <param name="streamIndex">Of the picture track.</param>
    /// <param name="pictures">Of the part.</param>
    /// <param name="seek">Options of the input that go to a key frame before it.</param>
    internal static IReadOnlyList<string> Part(string path, int streamIndex, ScanPictures pictures, IReadOnlyList<string> seek) =>
        ["-debug_ts", .. Frames(path, streamIndex, pictures, seek)];

    /// <inheritdoc cref="Frames(string, int, ScanPictures?)"/>
    /// <remarks><c>-debug_ts</c> says of each frame when it is decoded, so that complaints have a place.</remarks>
    internal static IReadOnlyList<string> FramesOnOneThread(string path, int streamIndex, ScanPictures? pictures) =>
        ["-debug_ts", .. Frames(path, streamIndex, pictures, ["-threads", "1"])];

    private static IReadOnlyList<string> Frames(string path, int streamIndex, ScanPictures? pictures, IReadOnlyList<string> options) =>
    [
        .. Start, .. MediaInput.Arguments(path, [.. options, "-skip_loop_filter", pictures?.SkippedLoopFilter ?? "all"]),
        .. pictures is null ? Array.Empty<string>() : ["-filter_complex", pictures.Graph(streamIndex)],
        "-map", pictures is null ? $"0:{streamIndex}" : "[times]",
        "-fps_mode", "passthrough", "-enc_time_base", "demux", "-c:v", "wrapped_avframe",
        .. Listing, .. pictures?.Outputs() ?? [],
    ];

    /// <summary><c>+genpts</c> gives times to packets that have only a decode time; <c>-copyinkf</c> keeps what comes before the first key.</summary>
    /// <param name="path">Of the media.</param>
    /// <param name="streamIndex">Of the picture track.</param>
    /// <param name="digestsPath">Gets the text that <see cref="PacketDigests"/> reads; null: none is wanted.</param>
    internal static IReadOnlyList<string> Packets(string path, int streamIndex, string? digestsPath = null) =>
    [
        .. Start, .. MediaInput.Arguments(path, "-fflags", "+genpts"),
        .. Copy(streamIndex), .. Listing,
        .. digestsPath is null ? [] : (string[])[.. Copy(streamIndex), "-f", "framehash", "-hash", "sha256", "-y", $"file:{digestsPath}"],
    ];

    private static string[] Copy(int streamIndex) => ["-map", $"0:{streamIndex}", "-c", "copy", "-copyinkf"];

    private static readonly string[] Start =
        ["-hide_banner", "-nostdin", "-nostats", "-loglevel", "repeat+level+info", "-copyts"];

    private static readonly string[] Listing = ["-flush_packets", "1", "-f", "framecrc", "pipe:1"];
}
