using System.Globalization;
using Rushes.Media.Manifests;

namespace Rushes.Media.Tests.Manifests;

/// <summary>What FFmpeg, which shares no code with us, makes of whole presentations.</summary>
public sealed class PackagedPresentationTests
{
    [Theory]
    [InlineData(SegmentForm.ByteRanges)]
    [InlineData(SegmentForm.Files)]
    public async Task Presentation_OfAllKinds_DecodesThroughBothManifests(SegmentForm form)
    {
        FFmpeg.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        var package = new PackagedPresentation(folder, form);
        await package.WriteAsync();

        foreach (var manifest in (string[])["master.m3u8", "manifest.mpd"])
        {
            string[] arguments = [.. InputOptions(folder[manifest]), "-show_entries", "stream=codec_name", "-of", "csv=p=0", folder[manifest]];
            var codecs = (await FFmpeg.ProbeAsync(arguments)).Split('\n', ',');
            Assert.Superset(new HashSet<string> { "h264", "hevc", "aac", "ac3" }, codecs.ToHashSet());
            Assert.Equal(PackagedPresentation.FrameCount, (await DecodeAsync(folder[manifest], "0:v:0")).Length);
            Assert.Equal(PackagedPresentation.FrameCount, (await DecodeAsync(folder[manifest], "0:v:1")).Length);
        }

        var keyFrames = await DecodeAsync(folder["manifest.mpd"], "0:v:2");
        var all = await DecodeAsync(folder["manifest.mpd"], "0:v:0");
        Assert.Equal(Enumerable.Range(0, PackagedPresentation.KeyFrameCount).Select(i => all[i * 25]), keyFrames);
    }

    [Theory]
    [InlineData(SegmentForm.ByteRanges)]
    [InlineData(SegmentForm.Files)]
    public async Task IFramePlaylist_EachRangeBehindTheInitialization_IsOneDecodableFrame(SegmentForm form)
    {
        FFmpeg.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        var package = new PackagedPresentation(folder, form);
        await package.WriteAsync();
        var all = await DecodeAsync(folder["avc.m3u8"], "0:v:0");
        var lines = await File.ReadAllLinesAsync(folder["avc.iframes.m3u8"], TestContext.Current.CancellationToken);
        var ranges = lines.Index().Where(line => line.Item.StartsWith("#EXT-X-BYTERANGE:", StringComparison.Ordinal)).ToArray();
        Assert.Equal(PackagedPresentation.KeyFrameCount, ranges.Length);
        for (var i = 0; i < ranges.Length; i++)
        {
            var range = ranges[i].Item.Split(':')[1].Split('@').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
            var initialization = await File.ReadAllBytesAsync(folder[form == SegmentForm.Files ? "avc/init.mp4" : "avc.mp4"], TestContext.Current.CancellationToken);
            var media = await File.ReadAllBytesAsync(folder[lines[ranges[i].Index + 1]], TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(
                folder["frame.mp4"],
                [.. initialization.AsSpan(0, (int)package.Picture.Initialization.Length), .. media.AsSpan(range[1], range[0])],
                TestContext.Current.CancellationToken);

            // FFmpeg complains that the other frames of the fragment are not there.
            Assert.Equal(all[i * 25], (await DecodeAsync(folder["frame.mp4"], "0:v:0", "-frames:v", "1", "-v", "fatal")).Single());
        }
    }

    /// <summary>The digests of the pictures.</summary>
    private static async Task<string[]> DecodeAsync(string path, string stream, params string[] more)
    {
        string[] arguments = [.. InputOptions(path), "-i", path, "-map", stream, "-fps_mode", "passthrough", .. more, "-f", "framemd5", "-"];
        var text = await FFmpeg.RunAsync(arguments);
        return [.. text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(',')[^1].Trim())];
    }

    // Of files, FFmpeg's DASH reader refuses names in .vtt otherwise.
    private static string[] InputOptions(string path) => path.EndsWith(".mpd", StringComparison.Ordinal) ? ["-allowed_extensions", "ALL"] : [];
}
