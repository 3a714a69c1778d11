using System.Diagnostics;
using Rushes.Tools.Execution;

namespace Rushes.Platform.Telemetry;

/// <summary>
/// Traces that follow one title: what a transaction sends belongs to the trace of whoever asked for it, and the work on a
/// message goes on with the trace of that message. Contexts travel as W3C <c>traceparent</c> texts. Names: docs/telemetry.md.
/// </summary>
public static class Tracing
{
    /// <summary>Of the platform's spans.</summary>
    public const string SourceName = "Rushes.Platform";

    /// <summary>Of all sources of this program, for whoever exports them.</summary>
    public static IReadOnlyList<string> SourceNames { get; } = [SourceName, ToolTracing.SourceName];

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>
    /// Begins a span. Where nobody listens and there is a trace all the same, a span that nobody sees carries it on: the next
    /// process may have listeners.
    /// </summary>
    /// <param name="name">What is done.</param>
    /// <param name="kind">Whether it begins a piece of work that others do.</param>
    /// <param name="trace">What it is part of; null: of whatever is going on here.</param>
    internal static Activity? Start(string name, ActivityKind kind, string? trace)
    {
        if (trace is null || !ActivityContext.TryParse(trace, null, isRemote: true, out var parent))
        {
            return Source.StartActivity(name, kind);
        }

        return Source.StartActivity(name, kind, parent) ?? new Activity(name).SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags).Start();
    }

    /// <summary>The context that what is begun now belongs to; null: none.</summary>
    internal static string? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current.Id : null;
}
