using Rushes.Testing;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Tools.Tests.Locating;

public sealed class KnownToolsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public KnownToolsTests()
    {
        Directory.CreateDirectory(_folder["bin"]);
        Write("7.1");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private int Asked => File.Exists(_folder["asked"]) ? File.ReadAllLines(_folder["asked"]).Length : 0;

    private string Kept => Assert.Single(Directory.GetFiles(_folder["known"], "ffmpeg-*"));

    [Fact]
    public async Task Locate_AToolThatIsKnown_IsNotAskedAgain()
    {
        var first = await LocateAsync();
        var second = await LocateAsync();

        Assert.Equal(3, Asked);
        Assert.Equal((first.Path, first.Version, first.Digest, first.LibavutilMajor), (second.Path, second.Version, second.Digest, second.LibavutilMajor));
        Assert.Equal(first.Encoders.Order(), second.Encoders.Order());
        Assert.Equal(first.Filters.Order(), second.Filters.Order());
    }

    [Fact]
    public async Task Locate_AToolThatChanged_IsAskedAgain()
    {
        await LocateAsync();
        Write("7.1.1");

        Assert.Equal("7.1.1", (await LocateAsync()).Version);
        Assert.Equal(6, Asked);
    }

    [Fact]
    public async Task Locate_ALinkToAnotherTool_IsAskedAgain()
    {
        Directory.CreateDirectory(_folder["other"]);
        File.Copy(_folder["bin/ffmpeg"], _folder["other/ffmpeg"]);
        File.Delete(_folder["bin/ffmpeg"]);
        File.CreateSymbolicLink(_folder["bin/ffmpeg"], _folder["other/ffmpeg"]);
        await LocateAsync();
        File.Move(_folder["other/ffmpeg"], _folder["other/moved"]);
        File.Delete(_folder["bin/ffmpeg"]);
        File.CreateSymbolicLink(_folder["bin/ffmpeg"], _folder["other/moved"]);

        await LocateAsync();

        Assert.Equal(6, Asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rushes tool 2\n")]
    [InlineData("rushes tool 1\nsomething\n7.1\nabc\n59\nlibx264\nscale\nend\n")]
    public async Task Locate_WhatIsKeptIsNoUse_AsksAndKeepsAnew(string text)
    {
        await LocateAsync();
        var kept = await File.ReadAllTextAsync(Kept, Token);
        await File.WriteAllTextAsync(Kept, text, Token);

        Assert.Equal("7.1", (await LocateAsync()).Version);
        Assert.Equal(kept, await File.ReadAllTextAsync(Kept, Token));
    }

    [Fact]
    public async Task Locate_WhatIsKeptWasCutOff_AsksAnew()
    {
        await LocateAsync();
        var kept = await File.ReadAllTextAsync(Kept, Token);
        await File.WriteAllTextAsync(Kept, kept[..^5], Token);

        await LocateAsync();

        Assert.Equal(6, Asked);
    }

    [Fact]
    public async Task Locate_WhereNothingCanBeKept_AsksEachTime()
    {
        await File.WriteAllTextAsync(_folder["known"], "", Token);

        await LocateAsync();
        await LocateAsync();

        Assert.Equal(6, Asked);
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string version) => _folder.WriteScript(
        "bin/ffmpeg",
        $"""
        #!/bin/sh
        echo "$@" >>'{_folder["asked"]}'
        case $2 in
          -version) echo 'ffmpeg version {version} Copyright'; echo 'libavutil      59.  8.100 / 59.  8.100' ;;
          -encoders) echo ' V....D libx264 H.264'; echo ' A....D aac AAC' ;;
          -filters) echo ' ... libvmaf VV->V VMAF' ;;
        esac

        """);

    private async Task<ToolInstallation> LocateAsync()
    {
        var search = new ToolSearch { FfmpegPath = _folder["bin/ffmpeg"], KnownToolsFolder = _folder["known"] };
        return (await new ToolLocator(new ToolRunner(TimeProvider.System)).LocateAsync(search, Token)).Ffmpeg!;
    }
}
