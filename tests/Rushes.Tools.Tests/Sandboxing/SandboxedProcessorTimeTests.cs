using System.Globalization;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.Tools.Tests.Sandboxing;

/// <summary>Alone: the children of other tests are children of this process too.</summary>
[Collection(nameof(SandboxedProcessorTimeTests))]
[CollectionDefinition(nameof(SandboxedProcessorTimeTests), DisableParallelization = true)]
public sealed class SandboxedProcessorTimeTests
{
    private const string Work = "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; times";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The tool says itself what it used; a first process that nobody waits for would take that with it.</summary>
    [Fact]
    public async Task ChildProcessorTime_OfASandboxedTool_IsCounted()
    {
        var runner = new ToolRunner(TimeProvider.System, await TestSandbox.WithWallsAsync());
        var lines = new List<string>();
        var before = ChildProcessorTime.Read();

        await runner.RunAsync(new("/bin/sh", ["-c", Work]) { OnOutputLine = lines.Add }, Token);

        Assert.InRange((ChildProcessorTime.Read() - before).TotalSeconds, lines[0].Split(' ').Sum(Seconds) * 0.9, double.MaxValue);
    }

    /// <summary>From <c>0m1.250s</c>.</summary>
    private static double Seconds(string text) => double.Parse(text[(text.IndexOf('m', StringComparison.Ordinal) + 1)..^1], CultureInfo.InvariantCulture);
}
