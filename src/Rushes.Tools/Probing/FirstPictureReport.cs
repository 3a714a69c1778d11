using System.Text.Json;

namespace Rushes.Tools.Probing;

/// <summary>What ffprobe says of the first picture, which is the bitstream's word, and beside it of the stream, the container's.</summary>
internal static class FirstPictureReport
{
    /// <summary>A picture may be two fields, each in a packet; and MPEG-2 gives a GOP's timecode with the packet that follows.</summary>
    internal const int Packets = 2;

    /// <summary>Where the beginning cannot be decoded or is hidden: up to the next key, mostly.</summary>
    internal const int MorePackets = 128;

    private const string Values =
        "side_data_type," + LightReport.Values + ",vdr_rpu_profile,bl_video_full_range_flag,el_spatial_resampling_filter_flag,disable_residual_flag";

    /// <param name="path">A local file.</param>
    /// <param name="stream">Of the picture.</param>
    /// <param name="packets">How many to read; no picture may come of them.</param>
    public static IReadOnlyList<string> Arguments(string path, int stream, int packets) =>
    [
        "-v", "error", "-hide_banner", "-of", "json=compact=1", "-select_streams", $"{stream}", "-read_intervals", $"%+#{packets}",
        "-show_entries", $"frame=media_type:frame_tags=timecode:frame_side_data={Values}:stream_side_data={Values}", .. MediaInput.Arguments(path),
    ];

    /// <returns>Null when there is no picture.</returns>
    public static FirstPicture? Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = new ProbeElement(document.RootElement);
        if (root.Children("frames").FirstOrDefault() is not { } first)
            return null;
        var beside = first.Children("side_data_list").ToList();
        return new(
            LightReport.Read([.. beside, .. root.Children("streams").SelectMany(stream => stream.Children("side_data_list"))]),
            Has("HDR Dynamic Metadata SMPTE2094-40 (HDR10+)"),
            beside.Find(data => data.Text("side_data_type") == "Dolby Vision Metadata") is { } metadata ? Profile(metadata) : null,
            Has("ATSC A53 Part 4 Closed Captions"),
            StartTimecode.Of(first) is var start && start.Any(letter => letter is >= '1' and <= '9') ? start : "");

        bool Has(string type) => beside.Exists(data => data.Text("side_data_type") == type);
    }

    /// <summary>Of HEVC: what tells the profiles from each other where no container names one. Which base layer profile 8 has is not in it.</summary>
    private static DolbyVision? Profile(ProbeElement metadata) => (metadata.Text("vdr_rpu_profile"), metadata.Number("bl_video_full_range_flag")) switch
    {
        ("0", 1) => new(5, 0),
        ("1", _) when metadata.Number("el_spatial_resampling_filter_flag") == 1 && metadata.Number("disable_residual_flag") == 0 => new(7, null),
        ("1", _) => new(8, null),
        _ => null,
    };
}
