using Rushes.Testing;
using Rushes.Tools.Execution;
using Rushes.Tools.Probing;

namespace Rushes.Tools.Tests.Probing;

public sealed class MediaProbeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Probe_OddName_OpensThatFileOnly()
    {
        var path = _folder.Write("concat:a|b%03d.mp4", "x");
        var runner = new FakeToolRunner("""{"streams":[]}""");

        await new MediaProbe(runner, FakeTools.Ffprobe).ProbeAsync(path, Token);

        var arguments = Assert.Single(runner.Invocations).Arguments;
        Assert.Equal(["-i", $"file:{path}"], arguments.TakeLast(2));
        Assert.Equal("file", arguments[arguments.ToList().IndexOf("-protocol_whitelist") + 1]);
        var formats = arguments[arguments.ToList().IndexOf("-format_whitelist") + 1].Split(',');
        Assert.Contains("mov", formats);
        Assert.DoesNotContain("hls", formats);
        Assert.DoesNotContain("concat", formats);
    }

    [Theory]
    [InlineData("[mov,mp4,m4a,3gp,3g2,mj2 @ 0x1] moov atom not found\nx.mp4: Invalid data found when processing input", "input.truncated")]
    [InlineData("x.txt: Invalid data found when processing input", "input.not_media")]
    public async Task Probe_FfprobeFails_IsRefusedByWhatItSays(string error, string code)
    {
        var runner = new FakeToolRunner(invocation => FakeToolRunner.Fail(invocation, 1, error));

        Assert.Equal(code, await RefusedAsync(runner, _folder.Write("x.mp4", "\0\0\0\bftyp")));
    }

    [Fact]
    public async Task Probe_TextThatIsCalledMp4_IsNotMedia()
    {
        var path = _folder.Write("text.mp4", "no film, only words");

        Assert.Equal("input.not_media", await RefusedAsync(TestMedia.Runner, path, await TestMedia.FfprobeAsync()));
    }

    [Fact]
    public async Task Probe_FfprobeKilled_IsNotTheFilesFault()
    {
        var runner = new FakeToolRunner(invocation => new ToolResult(invocation, ToolEnd.WallTime, 137, ""));

        Assert.Equal("probe.failed", await RefusedAsync(runner, _folder.Write("x.mp4", "x")));
    }

    [Fact]
    public async Task Probe_NoFileOrFolderOrEmpty_StartsNothing()
    {
        var runner = new FakeToolRunner();

        Assert.Equal("input.not_found", await RefusedAsync(runner, _folder["nothing"]));
        Assert.Equal("input.not_found", await RefusedAsync(runner, _folder.Path));
        Assert.Equal("input.empty", await RefusedAsync(runner, _folder.Write("empty.mp4", "")));
        Assert.Empty(runner.Invocations);
    }

    [Fact]
    public async Task Probe_TextFile_IsNotMedia()
    {
        var path = _folder.Write("notes.txt", "These are notes, and no film.\n");

        Assert.Equal("input.not_media", await RefusedAsync(TestMedia.Runner, path, await TestMedia.FfprobeAsync()));
    }

    [Fact]
    public async Task Probe_Playlist_IsNotFollowed()
    {
        await TestMedia.MakeAsync(_folder["s.ts"], "-f lavfi -i testsrc=size=64x64:duration=1 -c:v libx264", Token);
        var hls = _folder.Write("list.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\ns.ts\n#EXT-X-ENDLIST\n");
        var concat = _folder.Write("list.ffconcat", "ffconcat version 1.0\nfile s.ts\n");

        Assert.Equal("input.not_media", await RefusedAsync(TestMedia.Runner, hls, await TestMedia.FfprobeAsync()));
        Assert.Equal("input.not_media", await RefusedAsync(TestMedia.Runner, concat, await TestMedia.FfprobeAsync()));
    }

    [Fact]
    public async Task Probe_NameLikeAProtocol_IsRead()
    {
        var path = await TestMedia.MakeAsync(
            "file:" + _folder["-y concat:a|b 'c' %03d é.mp4"], "-f lavfi -i testsrc=size=64x48:duration=1:rate=25 -c:v libx264", Token);

        var outcome = await new MediaProbe(TestMedia.Runner, await TestMedia.FfprobeAsync()).ProbeAsync(path["file:".Length..], Token);

        Assert.Equal(64, Assert.IsType<ProbeOutcome.Probed>(outcome).Media.Video.Stored.Width);
    }

    [Fact]
    public async Task Probe_FirstPictureHidden_ReadsOn()
    {
        const string Film = """{"streams":[{"index":0,"codec_type":"video","codec_name":"h264"}]}""";
        var runner = new FakeToolRunner(invocation => FakeToolRunner.Succeed(
            invocation, invocation.Arguments.Contains("%+#128") ? """{"frames":[{"tags":{"timecode":"10:00:00:00"}}]}""" : Film));

        var outcome = await new MediaProbe(runner, FakeTools.Ffprobe).ProbeAsync(_folder.Write("x.ts", "x"), Token);

        var media = Assert.IsType<ProbeOutcome.Probed>(outcome).Media;
        Assert.Equal(3, runner.Invocations.Count);
        Assert.True(media.Video.IsPictureRead);
        Assert.Equal("first picture", Assert.Single(media.Timecodes).Place);
    }

    [Fact]
    public async Task Probe_NoPictureAtAll_IsStillProbed()
    {
        var runner = new FakeToolRunner("""{"streams":[{"index":0,"codec_type":"video","codec_name":"h264"}]}""");

        var outcome = await new MediaProbe(runner, FakeTools.Ffprobe).ProbeAsync(_folder.Write("x.ts", "x"), Token);

        Assert.False(Assert.IsType<ProbeOutcome.Probed>(outcome).Media.Video.IsPictureRead);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<string> RefusedAsync(
        IToolRunner runner, string path, Rushes.Tools.Locating.ToolInstallation? ffprobe = null)
    {
        var outcome = await new MediaProbe(runner, ffprobe ?? FakeTools.Ffprobe).ProbeAsync(path, Token);
        return Assert.IsType<ProbeOutcome.Refused>(outcome).Failure.Code;
    }
}
