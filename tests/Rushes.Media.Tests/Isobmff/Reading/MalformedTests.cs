namespace Rushes.Media.Tests.Isobmff.Reading;

/// <summary>Files that other projects broke or found broken: refused, or read as ffprobe reads them, at a bounded cost.</summary>
public sealed class MalformedTests
{
    // ffprobe reads these: files of other formats, and movies whose times we do not guess.
    private static readonly string[] OnlyProbes =
    [
        "malformed/libwebm_block_ends_beyond_cluster.mkv",
        "malformed/libwebm_fixed_lacing_bad_lace_size.mkv",
        "malformed/libwebm_invalid_vp9_bitstream-bug_1417.webm",
        "malformed/lpms_zero-frame.ts",
        "malformed/mp4ff_init_truncated.mp4", // cut inside moov; ffprobe finds no stream in it
        "malformed/mozfuzz_0-timescale.mp4", // ffprobe takes the movie's for the track's
        "malformed/mp4parse_capi_no_timescale.mp4", // no mvhd at all
    ];

    // ffprobe 5.1 does not know xHE-AAC.
    private static readonly string[] OnlyOurs =
        ["malformed/mp4parse_capi_sine-3s-xhe-aac-44khz-mono.mp4", "malformed/mp4parse_sine-3s-xhe-aac-44khz-mono.mp4"];

    private static readonly Dictionary<string, string[]> Explained = new()
    {
        // ffprobe gives up at the senc of the second fragment.
        ["malformed/mozfuzz_gizmo-frag-2.mp4"] = ["track 1: 15 packets, 60 samples", "track 2: 23 packets, 94 samples"],

        // Hint tracks: every packet is a key to ffprobe, their stss says otherwise.
        ["malformed/mozfuzz_test_qcif_200_aac_64.mp4"] = ["track 2: key of 330, first sample 1"],
        ["malformed/mozfuzz_xtrem-sport.mp4"] = ["track 65737: key of 330, first sample 3"],

        // Scene and object descriptions without a single time: ffprobe leaves their one sample out.
        ["malformed/mozfuzz_video.mp4"] =
        [
            "track 1: time base '1/90000', ours '1/1000'",
            "track 1: 0 packets, 1 samples",
            "track 2: time base '1/90000', ours '1/1000'",
            "track 2: 0 packets, 1 samples",
        ],
        ["malformed/mp4parse_metadata_gnre.mp4"] = ["stream 0: no track"], // the cover
    };

    public static TheoryData<string> Files { get; } = [.. SharedMedia.Names(["malformed"]).DefaultIfEmpty("malformed/decord_corrupted.mp4")];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Read_OfABrokenFile_IsRefusedOrAgreesWithFfprobe(string name)
    {
        FFprobe.SkipWhenMissing();
        var path = SharedMedia.Path(name);
        var file = await MeasuredRead.TryReadAsync(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
        var probed = await ProbedTrack.ReadAsync(path, "-ignore_editlist", "1");
        Assert.Equal(OnlyProbes.Contains(name), file is null && probed is not null);
        Assert.Equal(OnlyOurs.Contains(name), file is not null && probed is null);
        if (file is not null && probed is not null)
        {
            Assert.Equal(Explained.GetValueOrDefault(name, []), ProbeComparison.Differences(file, probed));
        }
    }
}
