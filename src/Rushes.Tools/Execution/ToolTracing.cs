using System.Diagnostics;
using System.Globalization;

namespace Rushes.Tools.Execution;

/// <summary>A span for each run of a tool.</summary>
public static class ToolTracing
{
    public const string SourceName = "Rushes.Tools";

    private static readonly ActivitySource Source = new(SourceName);

    internal static Activity? Start(ToolInvocation invocation) =>
        Source.StartActivity(string.Create(CultureInfo.InvariantCulture, $"tool {Path.GetFileName(invocation.Executable)}"));

    internal static void End(Activity? activity, ToolResult result)
    {
        if (activity is null)
            return;
        activity.SetTag("process.exit.code", result.ExitCode);
        activity.SetTag("rushes.tool.end", result.End.ToString());
        if (result.Processor is { } processor)
            activity.SetTag("rushes.processor", processor.TotalSeconds);
        if (!result.Succeeded)
            activity.SetStatus(ActivityStatusCode.Error);
    }
}
