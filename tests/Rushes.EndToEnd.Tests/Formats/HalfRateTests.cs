using System.Text.RegularExpressions;
using Rushes.EndToEnd.Tests.Faults;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Formats;

/// <summary>Renditions of every second frame stand beside those of all: key frames at the same times, and no frame but those of the source.</summary>
public sealed partial class HalfRateTests : IDisposable
{
    private const string Places =
        "-f lavfi -i testsrc2=s=320x180:r=50:d=2.86 -f lavfi -i mandelbrot=s=320x180:r=50 -f lavfi -i smptebars=s=320x180:r=50:d=3.2 "
        + "-filter_complex [1:v]trim=end_frame=133,format=yuv420p[m];[0:v]format=yuv420p[t];[2:v]format=yuv420p[b];[t][m][b]concat=n=3:v=1:a=0";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    /// <summary>Groups of 100 frames, and of 33.</summary>
    [Theory]
    [InlineData("50", "2s", "50.000 25.000", 250, 125)]
    [InlineData("60000/1001", "550ms", "59.940 29.970", 300, 146)]
    public async Task Encode_LowRungAtHalfTheRate_StandsBesideTheOthers(string rate, string segment, string rates, int frames, int kept)
    {
        var source = await TestMedia.MakeAsync(
            _folder["source.mov"], $"-f lavfi -i testsrc2=size=320x180:rate={rate}:duration=6 -f lavfi -i sine -frames:v {frames} -shortest -c:v libx264 -g 70 -bf 2 -c:a aac", Token);
        var program = new RushesProgram(_folder["work"]);

        var end = await program.RunAsync(
            Token, "encode", source, "--out", _folder["out"], "--ladder", _folder.Write("ladder.yaml", Ladder(segment)), "--chunk", "2s", "--quality", "full", "--mp4", "--json");

        Assert.True(end.ExitCode == 0, end.ToString());
        var report = EndReport.Of(end);
        Assert.Equal([("low", kept), ("exact", kept), ("all", frames)], report.Renditions.Select(rendition => (rendition.Name, (int)rendition.Frames)));
        var (low, exact, all) = (await FramesAsync("video/avc/low.mp4"), await FramesAsync("video/avc/exact.mp4"), await FramesAsync("video/avc/all.mp4"));
        Assert.Equal((kept, kept, frames), (low.Count, exact.Count, all.Count));
        Assert.Equal(Keys(all), Keys(low));
        Assert.Equal(Keys(all), Keys(exact));
        Assert.Equal(kept, (await FramesAsync("mp4/avc-low.mp4")).Count);
        await AssertExactAsync(source, Path.Combine(_folder["out"], "video/avc/exact.mp4"));
        Assert.Equal(rates.Split(' ').Order(), await MatchesAsync("master.m3u8", FrameRates()));
        Assert.Equal(report.Renditions.Count, (await File.ReadAllLinesAsync(Path.Combine(_folder["out"], "master.m3u8"), Token)).Count(line => line.StartsWith("#EXT-X-I-FRAME-STREAM-INF", StringComparison.Ordinal)));
        Assert.Contains(rate.Contains('/', StringComparison.Ordinal) ? "30000/1001" : "25", await MatchesAsync("manifest.mpd", DashFrameRates()));
        var verified = await program.RunAsync(Token, "verify", _folder["out"]);
        Assert.True(verified.ExitCode == 0, verified.ToString());
    }

    [Fact]
    public async Task Encode_AlignedToShots_PutsKeyFramesAtTheSameCuts()
    {
        var source = await TestMedia.MakeAsync(_folder["places.mov"], $"{Places} -c:v libx264 -qp 10 -preset ultrafast", Token);

        var end = await new RushesProgram(_folder["work"]).RunAsync(
            Token, "encode", source, "--out", _folder["out"], "--ladder", _folder.Write("ladder.yaml", Ladder("1s")), "--chunk", "2s", "--shot-aligned", "--segments", "files");

        Assert.True(end.ExitCode == 0, end.ToString());
        var (low, all) = (await FramesAsync("video/avc/low.m3u8"), await FramesAsync("video/avc/all.m3u8"));
        Assert.Equal(Keys(all), Keys(low));

        // Cuts at frames 143 and 276: a multiple of a second from the start, or from a cut, but for the rest before one.
        Assert.Equal([0, 50, 100, 143, 193, 243, 276, 326, 376], all.Index().Where(frame => frame.Item.IsKey).Select(frame => frame.Index));
    }

    [Theory]
    [InlineData("testsrc2=s=320x240:r=50:d=4", "tinterlace=interleave_top,setfield=tff", "25", "--deinterlace=fields", 100)]
    [InlineData("testsrc2=s=320x240:r=24000/1001:d=4", "telecine=first_field=top:pattern=23,trim=end_frame=120,setfield=tff", "30000/1001", "--ivtc", 48)]
    public async Task Encode_PicturesMadeOfFields_KeepsEverySecondOfThem(string pictures, string filter, string rate, string option, int kept)
    {
        var original = await TestMedia.MakeAsync(_folder["original.mov"], $"-f lavfi -i {pictures} -c:v libx264 -qp 0 -video_track_timescale {(kept == 48 ? 24000 : 50)}", Token);
        var source = await TestMedia.MakeAsync(
            _folder["fields.mov"], $"-f lavfi -i {pictures} -vf {filter} -r {rate} -c:v mpeg2video -q:v 2 -bf 2 -flags +ildct+ilme -top 1 -video_track_timescale {rate.Split('/')[0]}", Token);

        var encoded = await EncodedClip.EncodeAsync(source, _folder, "avc", "height: 240, crf: 15, fps: half", option);

        var (all, half) = (await SourcePictures.ReadAsync(original, _folder, Token), await SourcePictures.ReadAsync(encoded, _folder, Token));
        Assert.Equal(kept, half.Frames.Count);
        Assert.Null(FrameMatch.FindProblem(EverySecond(all), half));
    }

    [Fact]
    public async Task Encode_DeinterlacedAtHalfTheRate_LooksAsTheWholeDoes()
    {
        var source = await TestMedia.MakeAsync(
            _folder["fields.mov"], "-f lavfi -i testsrc2=s=320x240:r=50:d=4 -vf tinterlace=interleave_top,setfield=tff -c:v mpeg2video -q:v 2 -bf 2 -flags +ildct+ilme -top 1 -video_track_timescale 25", Token);

        var whole = await SourcePictures.ReadAsync(await EncodedClip.EncodeAsync(source, _folder, "avc", "height: 240, crf: 5", "--deinterlace"), _folder, Token);
        Directory.Delete(_folder["out"], recursive: true);
        var half = await SourcePictures.ReadAsync(await EncodedClip.EncodeAsync(source, _folder, "avc", "height: 240, crf: 5, fps: half", "--deinterlace"), _folder, Token);

        // Groups of 25 frames: the last of each goes.
        int[] kept = [.. Enumerable.Range(0, 100).Where(frame => frame % 25 % 2 == 0 && (frame % 25 < 24 || frame == 99))];
        Assert.Null(FrameMatch.FindProblem(Only(whole, kept), half));
    }

    [Fact]
    public async Task Encode_OneFrame_KeepsIt()
    {
        var source = await TestMedia.MakeAsync(_folder["source.mov"], "-f lavfi -i testsrc2=size=320x180:rate=50 -frames:v 1 -c:v libx264", Token);

        var encoded = await EncodedClip.EncodeAsync(source, _folder, "avc", "height: 180, crf: 20, fps: half");

        Assert.Single((await SourcePictures.ReadAsync(encoded, _folder, Token)).Frames);
    }

    private static string Ladder(string segment) => $$"""
        version: 1
        codec: avc
        segment: {{segment}}
        renditions:
          - {name: low, height: 90, crf: 30, preset: superfast, fps: half}
          - {name: exact, height: 180, lossless: true, preset: ultrafast, fps: half}
          - {name: all, height: 180, crf: 30, preset: superfast}
        """;

    /// <summary>Each frame is one of the source, sample by sample and at its time, and none is shown for less than two of those.</summary>
    private static async Task AssertExactAsync(string source, string encoded)
    {
        var (all, half) = (await FrameHashes.ReadAsync(source, "0:v:0", Token), await FrameHashes.ReadAsync(encoded, "0:v:0", Token));
        var last = -2;
        foreach (var frame in half)
        {
            var own = all.Index().Single(other => (Int128)(other.Item.Ticks - all[0].Ticks) * frame.Timescale == (Int128)(frame.Ticks - half[0].Ticks) * other.Item.Timescale);
            Assert.Equal(own.Item.Hash, frame.Hash);
            Assert.InRange(own.Index - last, 2, 3);
            last = own.Index;
        }
    }

    private async Task<IReadOnlyList<(string Time, bool IsKey)>> FramesAsync(string path)
    {
        var lines = await EncodedClip.ProbeAsync(Path.Combine(_folder["out"], path), "-show_entries frame=key_frame,pts_time -of csv=p=0");
        return [.. lines.Where(line => line.Length > 0).Select(line => line.Split(',')).Select(fields => (fields[1], fields[0] == "1"))];
    }

    private static IEnumerable<string> Keys(IEnumerable<(string Time, bool IsKey)> frames) => frames.Where(frame => frame.IsKey).Select(frame => frame.Time);

    private async Task<IEnumerable<string>> MatchesAsync(string path, Regex regex) =>
        regex.Matches(await File.ReadAllTextAsync(Path.Combine(_folder["out"], path), Token)).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);

    private static SourcePictures EverySecond(SourcePictures pictures) => Only(pictures, [.. Enumerable.Range(0, pictures.Frames.Count).Where(frame => frame % 2 == 0)]);

    private static SourcePictures Only(SourcePictures pictures, int[] frames) =>
        pictures with { Frames = [.. frames.Select(frame => pictures.Frames[frame])], Small = [.. frames.SelectMany(frame => pictures[frame].ToArray())] };

    [GeneratedRegex("FRAME-RATE=([0-9.]+)")]
    private static partial Regex FrameRates();

    [GeneratedRegex("frameRate=\"([0-9/]+)\"")]
    private static partial Regex DashFrameRates();
}
