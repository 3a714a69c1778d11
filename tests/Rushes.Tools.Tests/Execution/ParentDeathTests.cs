using System.Diagnostics;
using System.Globalization;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.Tools.Tests.Execution;

/// <summary>Tools die with us even when nobody can tidy up: a host of the runner is killed with SIGKILL.</summary>
public sealed class ParentDeathTests
{
    /// <summary>Named by the environment, this test is the host: the test program starts itself with it.</summary>
    private const string HostVariable = "RUSHES_TEST_TOOL_HOST";

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

    /// <summary>Runs only inside the started host, where it waits for a tool that never ends.</summary>
    [Fact]
    public async Task Host_WhenNamedByEnvironment_RunsTheTool()
    {
        if (Environment.GetEnvironmentVariable(HostVariable) is not { Length: > 0 } tool)
            return;
        await new ToolRunner(TimeProvider.System).RunAsync(
            new(tool, []) { Limits = new(TimeSpan.FromMinutes(2), Timeout.InfiniteTimeSpan) }, Token);
    }

    private static Process StartHost(string tool)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            Environment = { [HostVariable] = tool },
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
