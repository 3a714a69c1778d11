using System.Diagnostics;
using System.Globalization;
using Rushes.Testing;
using Rushes.Tools.Execution;
using Rushes.Tools.Sandboxing;

namespace Rushes.Tools.Tests.Execution;

/// <summary>Tools die with us even when nobody can tidy up: a host of the runner is killed with SIGKILL.</summary>
public sealed class ParentDeathTests
{
    /// <summary>Named by the environment, this test is the host: the test program starts itself with it.</summary>
    private const string HostVariable = "RUSHES_TEST_TOOL_HOST";

    /// <summary>Set: the host shuts its tool in.</summary>
    private const string SandboxVariable = "RUSHES_TEST_TOOL_SANDBOX";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tool_HostIsKilledOutright_DiesToo()
    {
        Assert.SkipUnless(ToolRunner.ChildrenDieWithUs, "setpriv (util-linux) is missing.");
        using var folder = new TemporaryFolder();
        var pidFile = folder["pid"];
        using var host = StartHost(folder.WriteScript("tool", $"#!/bin/sh\necho $$ >{pidFile}.new; mv {pidFile}.new {pidFile}; exec sleep 1000\n"));
        var toolId = await ReadProcessIdAsync(pidFile, host);
        Assert.True(ProcessState.IsAlive(toolId));

        host.Kill(entireProcessTree: false);
        await host.WaitForExitAsync(Token);

        await ProcessState.WaitUntilGoneAsync(toolId, Token);
    }

    /// <summary>Known by its argument: the tool knows only its number in there.</summary>
    [Fact]
    public async Task SandboxedTool_HostIsKilledOutright_DiesToo()
    {
        Assert.SkipUnless(ToolRunner.ChildrenDieWithUs, "setpriv (util-linux) is missing.");
        await TestSandbox.WithWallsAsync();
        using var folder = new TemporaryFolder();
        using var host = StartHost(folder.WriteScript("tool", "#!/bin/sh\nwhile :; do sleep 0.1; done\n"), sandboxed: true);
        IReadOnlyList<int> processes = [];
        await ProcessState.WaitAsync(() => (processes = ProcessState.FindAll(folder["tool"])).Count >= 3, "The tool did not start.", Token);

        host.Kill(entireProcessTree: false);
        await host.WaitForExitAsync(Token);

        await Task.WhenAll(processes.Select(id => ProcessState.WaitUntilGoneAsync(id, Token)));
    }

    /// <summary>Runs only inside the started host, where it waits for a tool that never ends.</summary>
    [Fact]
    public async Task Host_WhenNamedByEnvironment_RunsTheTool()
    {
        if (Environment.GetEnvironmentVariable(HostVariable) is not { Length: > 0 } tool)
            return;
        var sandbox = Environment.GetEnvironmentVariable(SandboxVariable) is { Length: > 0 } ? await TestSandbox.WithWallsAsync() : Sandbox.None;
        await new ToolRunner(TimeProvider.System, sandbox).RunAsync(
            new(tool, []) { Limits = new(TimeSpan.FromMinutes(2), Timeout.InfiniteTimeSpan) }, Token);
    }

    private static Process StartHost(string tool, bool sandboxed = false)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            Environment = { [HostVariable] = tool, [SandboxVariable] = sandboxed ? "yes" : "" },
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(ParentDeathTests).Assembly.Location);
        start.ArgumentList.Add("-method");
        start.ArgumentList.Add($"{typeof(ParentDeathTests).FullName}.{nameof(Host_WhenNamedByEnvironment_RunsTheTool)}");
        return Process.Start(start)!;
    }

    private static async Task<int> ReadProcessIdAsync(string path, Process host)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!File.Exists(path))
        {
            Assert.False(host.HasExited, "The host ended before its tool had started.");
            await timer.WaitForNextTickAsync(Token);
        }
        return int.Parse(await File.ReadAllTextAsync(path, Token), CultureInfo.InvariantCulture);
    }
}
