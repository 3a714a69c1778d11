using Rushes.Contracts;
using Rushes.Testing;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;
using Rushes.Tools.Sandboxing;
using Rushes.Tools.Tests.Execution;

namespace Rushes.Tools.Tests.Sandboxing;

/// <summary>What real processes in the real sandbox of this machine see, may do, and how they end.</summary>
public sealed class SandboxedRunTests : IDisposable
{
    private static readonly ToolLimits NoLimits = new(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_OnlyThoseThatAreGiven_AreThere()
    {
        var given = _folder.Write("given", "given");
        var secret = _folder.Write("secret", "secret");

        var (_, lines) = await RunAsync($"cat {given}; echo; cat {secret} 2>/dev/null || echo none; ls {_folder.Path}; ls /", inputs: [given]);

        Assert.Equal(["given", "none", "given"], lines[..3]);
        Assert.DoesNotContain("root", lines);
        Assert.DoesNotContain("home", lines);
        Assert.DoesNotContain("proc", lines);
        Assert.Contains("usr", lines);
    }

    [Fact]
    public async Task Writing_AnywhereButTheOutputFolder_IsRefused()
    {
        var input = _folder.Write("input", "as it was");
        Directory.CreateDirectory(_folder["out"]);

        var (_, lines) = await RunAsync(
            $"for f in {input} {_folder["new"]} /tmp/new /new /dev/new /dev/shm/new {_folder["out/new"]}; do (echo x >$f) 2>/dev/null && echo $f; done",
            inputs: [input], outputs: _folder["out"]);

        Assert.Equal([_folder["out/new"]], lines);
        Assert.Equal("as it was", await File.ReadAllTextAsync(input, Token));
        Assert.Equal("x\n", await File.ReadAllTextAsync(_folder["out/new"], Token));
    }

    /// <summary>A tool may make a link to anything; it leads to nothing.</summary>
    [Fact]
    public async Task Link_FromTheOutputFolder_LeadsNowhere()
    {
        var secret = _folder.Write("secret", "as it was");
        Directory.CreateDirectory(_folder["out"]);

        var (result, _) = await RunAsync($"ln -s {secret} {_folder["out/link"]} && echo x >{_folder["out/link"]}", outputs: _folder["out"]);

        Assert.False(result.Succeeded);
        Assert.Equal("as it was", await File.ReadAllTextAsync(secret, Token));
    }

    [Theory]
    [InlineData("-i.mp4")]
    [InlineData("a:b|c.mp4")]
    [InlineData("two\nlines.mp4")]
    [InlineData("é %d 'b' \\ \".mp4")]
    public async Task Input_OddName_IsThere(string name)
    {
        var path = _folder.Write(name, "odd");
        var lines = new List<string>();

        var result = await (await RunnerAsync()).RunAsync(
            new("/bin/cat", [path]) { Inputs = [path], Limits = NoLimits, OnOutputLine = lines.Add }, Token);

        Assert.True(result.Succeeded, result.ErrorTail);
        Assert.Equal(["odd"], lines);
    }

    [Fact]
    public async Task Input_LinkToAFile_ShowsTheFile()
    {
        _folder.Write("target", "target");
        File.CreateSymbolicLink(_folder["link"], _folder["target"]);

        var (_, lines) = await RunAsync($"cat {_folder["link"]}; echo; ls {_folder.Path}", inputs: [_folder["link"]]);

        Assert.Equal(["target", "link", "tool"], lines);
    }

    [Fact]
    public async Task Tool_FoundByALink_Runs()
    {
        Directory.CreateDirectory(_folder["elsewhere"]);
        File.CreateSymbolicLink(_folder["tool"], _folder.WriteScript("elsewhere/real", "#!/bin/sh\nexit 5\n"));

        Assert.Equal(5, (await (await RunnerAsync()).RunAsync(new(_folder["tool"], []) { Limits = NoLimits }, Token)).ExitCode);
    }

    [Theory]
    [InlineData("exit 183", 183)]
    [InlineData("kill -SEGV $$", 139)]
    [InlineData("kill -ABRT $$", 134)]
    [InlineData("kill -KILL $$", 137)]
    public async Task End_OfAnyKind_IsTold(string script, int exitCode)
    {
        var (result, _) = await RunAsync(script);

        Assert.Equal((ToolEnd.Exited, exitCode), (result.End, result.ExitCode));
    }

    [Fact]
    public async Task OtherProcesses_OfTheSameUser_CannotBeReached()
    {
        var (_, lines) = await RunAsync($"kill -0 {Environment.ProcessId} 2>/dev/null && echo reached; echo $$");

        Assert.DoesNotContain("reached", lines);
        Assert.InRange(int.Parse(Assert.Single(lines), System.Globalization.CultureInfo.InvariantCulture), 1, 10);
    }

    [Fact]
    public async Task Memory_BeyondTheLimit_IsAFailureOfCapacity()
    {
        var runner = new ToolRunner(TimeProvider.System, await TestSandbox.WithControlGroupsAsync());

        var result = await runner.RunAsync(
            new("/usr/bin/tail", ["/dev/zero"]) { Limits = NoLimits with { MemoryBytes = 64 << 20 } }, Token);

        Assert.Equal(ToolEnd.Memory, result.End);
        var failure = result.ToFailure("encode.failed", null);
        Assert.Equal(("tool.memory", FailureCategory.Capacity), (failure.Code, failure.Category));
        Assert.Contains("64 MiB", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Processes_BeyondTheLimit_AreNotStarted()
    {
        var runner = new ToolRunner(TimeProvider.System, await TestSandbox.WithControlGroupsAsync());

        var result = await runner.RunAsync(
            new("/bin/sh", ["-c", "for i in 1 2 3 4 5 6 7 8 9; do sleep 1000 & done; wait"]) { Limits = NoLimits with { Processes = 6 } }, Token);

        Assert.False(result.Succeeded);
        Assert.Contains("fork", result.ErrorTail, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Output_BeyondTheLimit_IsAFailure()
    {
        Directory.CreateDirectory(_folder["out"]);

        var (result, _) = await RunAsync(
            $"head -c 2000 /dev/zero >{_folder["out/big"]}", outputs: _folder["out"], limits: NoLimits with { OutputBytes = 1024 });

        Assert.Equal(ToolEnd.OutputSize, result.End);
        Assert.Equal("tool.output", result.ToFailure("encode.failed", null).Code);
        Assert.Equal(1024, new FileInfo(_folder["out/big"]).Length);
    }

    [Fact]
    public async Task ProcessorTime_BeyondTheLimit_EndsTheTool()
    {
        var (result, _) = await RunAsync("while :; do :; done", limits: NoLimits with { Processor = TimeSpan.FromSeconds(1) });

        Assert.Equal(ToolEnd.ProcessorTime, result.End);
        Assert.Contains("1 s of processor time", result.ToFailure("encode.failed", null).Message, StringComparison.Ordinal);
    }

    /// <summary>Also without walls: nothing that was in the group outlives the run.</summary>
    [Fact]
    public async Task ControlGroup_ToolLeavesAProcessBehind_ItGoesToo()
    {
        var groups = new Cgroups(HierarchyOf(await TestSandbox.WithControlGroupsAsync()), Environment.ProcessId);
        var sandbox = new Sandbox(null, new SystemView([], []), groups, null) { Parts = [] };
        var lines = new List<string>();

        var result = await new ToolRunner(TimeProvider.System, sandbox).RunAsync(
            new("/bin/sh", ["-c", "setsid sleep 1000 >/dev/null 2>&1 & echo $!"]) { Limits = NoLimits, OnOutputLine = lines.Add }, Token);

        Assert.True(result.Succeeded);
        Assert.True(result.Processor > TimeSpan.Zero);
        await ProcessState.WaitUntilGoneAsync(int.Parse(Assert.Single(lines), System.Globalization.CultureInfo.InvariantCulture), Token);
    }

    /// <summary>Where there is neither bubblewrap nor a control group.</summary>
    [Fact]
    public async Task PlainLimits_OfMemoryAndOutput_Hold()
    {
        var ffmpeg = await TestMedia.FfmpegAsync();
        var prlimit = ExecutablePath.Find("prlimit", "/usr/bin:/bin");
        Assert.SkipWhen(prlimit is null, "prlimit (util-linux) is missing.");
        var runner = new ToolRunner(TimeProvider.System, new Sandbox(null, new SystemView([], []), null, prlimit) { Parts = [] });
        var encode = new ToolInvocation(
            ffmpeg.Path, $"-v error -nostdin -f lavfi -i testsrc2=size=1920x1080:duration=1 -c:v libx264 -threads 1 -y {_folder["a.mp4"]}".Split(' '));

        var tooLittle = await runner.RunAsync(encode with { Outputs = _folder.Path, Limits = NoLimits with { MemoryBytes = 100 << 20 } }, Token);
        var noOutputs = await runner.RunAsync(encode, Token);
        var enough = await runner.RunAsync(encode with { Outputs = _folder.Path, Limits = NoLimits with { MemoryBytes = 1 << 30 } }, Token);

        Assert.Equal((ToolEnd.Memory, ToolEnd.OutputSize, ToolEnd.Exited), (tooLittle.End, noOutputs.End, enough.End));
        Assert.True(enough.Succeeded, enough.ErrorTail);
        Assert.Contains("may write none", noOutputs.ToFailure("encode.failed", null).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ControlGroups_AfterARun_AreGone()
    {
        const int OwnerOfNoOther = 1;
        var hierarchy = HierarchyOf(await TestSandbox.WithControlGroupsAsync());
        var sandbox = new Sandbox(null, new SystemView([], []), new Cgroups(hierarchy, OwnerOfNoOther), null) { Parts = [] };

        var result = await new ToolRunner(TimeProvider.System, sandbox).RunAsync(new("/bin/cat", ["/proc/self/cgroup"]) { Limits = NoLimits }, Token);

        Assert.True(result.Succeeded);
        Assert.Empty(hierarchy.Parents.SelectMany(parent => Directory.EnumerateDirectories(parent, $"rushes-{OwnerOfNoOther}-*")));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(ToolResult Result, List<string> Lines)> RunAsync(
        string script, IReadOnlyList<string>? inputs = null, string? outputs = null, ToolLimits? limits = null)
    {
        var lines = new List<string>();
        var invocation = new ToolInvocation(_folder.WriteScript("tool", $"#!/bin/sh\n{script}\n"), [])
        {
            Inputs = inputs ?? [],
            Outputs = outputs,
            Limits = limits ?? NoLimits,
            OnOutputLine = lines.Add,
        };
        return (await (await RunnerAsync()).RunAsync(invocation, Token), lines);
    }

    private static ICgroupHierarchy HierarchyOf(Sandbox sandbox) => sandbox.HasControlGroups
        ? CgroupSearch.OfThisProcess().Find()!
        : throw new ArgumentException("It has no control groups.", nameof(sandbox));

    private static async Task<ToolRunner> RunnerAsync() => new(TimeProvider.System, await TestSandbox.WithWallsAsync());
}
