using Rushes.Media.Isobmff.Reading;

namespace Rushes.Media.Tests.Isobmff.Reading;

/// <summary>Real files, read as ffprobe reads them. What differs for a reason is listed in docs/reading.md, and here.</summary>
public sealed class ProbeTests
{
    private static readonly string[] Folders = ["a-content", "b-hdr", "e-mezzanine", "g-phone", "i-fragmented", "j-4k"];

    private static readonly Dictionary<string, string[]> Explained = new()
    {
        ["e-mezzanine/fate_mp4-with-mov-in24-ver_tmcd.mp4"] =
            ["track 2: samples '128107200', ours '1635468'"], // the media are cut off: no more are believed than the file has bytes
        ["g-phone/fate_displaymatrix.mov"] = ["track 1: 34 packets, 33 samples"], // ffprobe gives the first half of the sample at the cut
        ["g-phone/fate_two_first_slice_vfr.mp4"] = ["track 1: 35 packets, 34 samples"], // the same
        ["i-fragmented/mp4ff/cbcs.mp4"] =
        [
            "track 1: 91 packets, 182 samples", // ffprobe gives up at the senc of the second fragment
            "track 2: 4 packets, 5 samples", // the same
            "track 2: size of 3, first sample 1", // ffprobe rewrites captions
        ],
        ["i-fragmented/multiTrack.3gp"] =
        [
            "track 3: key of 1026, first sample 1", // hint tracks: every packet is a key to ffprobe, their stss says otherwise
            "track 4: key of 698, first sample 2",
        ],
        ["i-fragmented/sample_with_chapters.mp4"] = ["track 3: 0 packets, 3 samples"], // ffprobe eats the chapters itself
    };

    // ffprobe 5.1 and ffmpeg 7.0 fail at the senc of an encrypted fragment; samples are found without it.
    private static readonly string[] OnlyOurs =
        ["i-fragmented/sample_fragmented_clearkey.mp4", "i-fragmented/sample_fragmented_widevine.mp4"];

    public static TheoryData<string> Files { get; } =
        [.. SharedMedia.Names(Folders, ".mp4", ".mov", ".3gp", ".m4s", ".m4v", ".cmfv").DefaultIfEmpty("a-content/park_joy_720p24.mp4")];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Read_OfARealFile_AgreesWithFfprobe(string name)
    {
        FFprobe.SkipWhenMissing();
        var path = SharedMedia.Path(name);
        var probed = await ProbedTrack.ReadAsync(path, "-ignore_editlist", "1");
        var file = await TryReadAsync(path);
        Assert.Equal(probed is not null || OnlyOurs.Contains(name), file is not null);
        if (file is not null && probed is not null)
        {
            Assert.Equal(Explained.GetValueOrDefault(name, []), ProbeComparison.Differences(file, probed));
        }
    }

    private static async Task<MovieFile?> TryReadAsync(string path)
    {
        await using var stream = File.OpenRead(path);
        try
        {
            return await MovieFile.ReadAsync(stream, TestContext.Current.CancellationToken);
        }
        catch (MediaFormatException)
        {
            return null;
        }
    }
}
