using System.Collections.Concurrent;
using System.Diagnostics;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.Tools.Tests.Execution;

public sealed class ToolTracingTests
{
    [Theory]
    [InlineData("exit 0", 0, ActivityStatusCode.Unset)]
    [InlineData("exit 3", 3, ActivityStatusCode.Error)]
    public async Task Run_WithinATrace_IsASpanOfIt(string script, int exitCode, ActivityStatusCode status)
    {
        ConcurrentQueue<Activity> ended = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ToolTracing.SourceName,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var folder = new TemporaryFolder();
        using var function = new Activity("function").Start();

        await new ToolRunner(TimeProvider.System).RunAsync(
            new(folder.WriteScript("encoder", $"#!/bin/sh\n{script}\n"), []), TestContext.Current.CancellationToken);

        var span = Assert.Single(ended, one => one.TraceId == function.TraceId);
        Assert.Equal(("tool encoder", function.SpanId, status), (span.OperationName, span.ParentSpanId, span.Status));
        Assert.Equal((exitCode, "Exited"), (span.GetTagItem("process.exit.code"), span.GetTagItem("rushes.tool.end")));
    }
}
