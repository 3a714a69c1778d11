using Rushes.Testing;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Tools.Tests.Locating;

public sealed class KnownToolsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AnsweringRunner _runner = new();

    public KnownToolsTests() => File.WriteAllText(_folder["ffmpeg"], "some program");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Kept => Assert.Single(Directory.GetFiles(_folder["known"], "ffmpeg-*"));

    [Fact]
    public async Task Locate_AToolThatIsKnown_IsNotAskedAgain()
    {
        var first = (await LocateAsync())!;
        var second = (await LocateAsync())!;

        Assert.Equal(3, _runner.Asked);
        Assert.Equal((first.Path, first.Version, first.Digest, first.LibavutilMajor), (second.Path, second.Version, second.Digest, second.LibavutilMajor));
        Assert.Equal(first.Encoders.Order(), second.Encoders.Order());
        Assert.Equal(first.Filters.Order(), second.Filters.Order());
    }

    [Fact]
    public async Task Locate_AToolThatChanged_IsAskedAgain()
    {
        await LocateAsync();
        await File.WriteAllTextAsync(_folder["ffmpeg"], "another program", Token);
        _runner.Version = "7.1.1";

        Assert.Equal("7.1.1", (await LocateAsync())!.Version);
    }

    [Fact]
    public async Task Locate_ALinkToAnotherTool_IsAskedAgain()
    {
        File.Move(_folder["ffmpeg"], _folder["first"]);
        File.Copy(_folder["first"], _folder["second"]);
        File.CreateSymbolicLink(_folder["ffmpeg"], _folder["first"]);
        await LocateAsync();
        File.Delete(_folder["ffmpeg"]);
        File.CreateSymbolicLink(_folder["ffmpeg"], _folder["second"]);

        await LocateAsync();

        Assert.Equal(6, _runner.Asked);
    }

    /// <summary>It says nothing of the program that it runs.</summary>
    [Fact]
    public async Task Locate_AScript_IsAskedEachTime()
    {
        await File.WriteAllTextAsync(_folder["ffmpeg"], "#!/bin/sh\n", Token);

        await LocateAsync();
        await LocateAsync();

        Assert.Equal(6, _runner.Asked);
    }

    [Theory]
    [InlineData("-encoders")]
    [InlineData("-filters")]
    public async Task Locate_AToolThatDidNotAnswerAll_IsAskedAgain(string question)
    {
        _runner.Unanswered = question;
        await LocateAsync();
        _runner.Unanswered = null;

        var tool = (await LocateAsync())!;

        Assert.NotEmpty(tool.Encoders);
        Assert.NotEmpty(tool.Filters);
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

        Assert.Equal("7.1", (await LocateAsync())!.Version);
        Assert.Equal(kept, await File.ReadAllTextAsync(Kept, Token));
    }

    [Fact]
    public async Task Locate_WhatIsKeptWasCutOff_AsksAnew()
    {
        await LocateAsync();
        var kept = await File.ReadAllTextAsync(Kept, Token);
        await File.WriteAllTextAsync(Kept, kept[..^5], Token);

        await LocateAsync();

        Assert.Equal(6, _runner.Asked);
    }

    [Fact]
    public async Task Locate_WhereNothingCanBeKept_AsksEachTime()
    {
        await File.WriteAllTextAsync(_folder["known"], "", Token);

        await LocateAsync();
        await LocateAsync();

        Assert.Equal(6, _runner.Asked);
    }

    [Fact]
    public async Task Locate_AToolThatIsNotThere_IsMissingAsEver()
    {
        File.Delete(_folder["ffmpeg"]);

        Assert.Null(await LocateAsync());
        Assert.False(Directory.Exists(_folder["known"]));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<ToolInstallation?> LocateAsync()
    {
        var search = new ToolSearch { FfmpegPath = _folder["ffmpeg"], KnownToolsFolder = _folder["known"] };
        return (await new ToolLocator(_runner).LocateAsync(search, Token)).Ffmpeg;
    }

    private sealed class AnsweringRunner : IToolRunner
    {
        public int Asked { get; private set; }

        public string Version { get; set; } = "7.1";

        public string? Unanswered { get; set; }

        public Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken)
        {
            Asked++;
            var question = invocation.Arguments[^1];
            if (question == Unanswered || !File.Exists(invocation.Executable))
            {
                return Task.FromResult(new ToolResult(invocation, ToolEnd.Stalled, 1, ""));
            }

            string[] lines = question switch
            {
                "-version" => [$"ffmpeg version {Version} Copyright", "libavutil      59.  8.100 / 59.  8.100"],
                "-encoders" => [" V....D libx264 H.264", " A....D aac AAC"],
                _ => [" ... libvmaf VV->V VMAF"],
            };
            Array.ForEach(lines, line => invocation.OnOutputLine!(line));
            return Task.FromResult(new ToolResult(invocation, ToolEnd.Exited, 0, ""));
        }
    }
}
