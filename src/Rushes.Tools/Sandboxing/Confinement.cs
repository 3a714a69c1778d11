using Rushes.Tools.Execution;

namespace Rushes.Tools.Sandboxing;

/// <summary>One run of a tool in the sandbox: the command that starts it there, and what the kernel says of its end.</summary>
internal sealed class Confinement(ToolInvocation invocation, IReadOnlyList<string> command, Cgroup? cgroup) : IDisposable
{
    private const int SigXcpu = 24;
    private const int SigXfsz = 25;

    /// <summary>How FFmpeg, x264 and others say that memory was refused to them.</summary>
    private static readonly string[] RefusedMemory = ["Cannot allocate memory", "malloc of size", "std::bad_alloc", "out of memory"];

    /// <summary>A program and its arguments.</summary>
    internal IReadOnlyList<string> Command => command;

    /// <summary>With what the kernel knows of the run.</summary>
    internal ToolResult Complete(ToolResult result) => result with { End = EndOf(result), Processor = cgroup?.Processor };

    /// <summary>Why a run is over that was not ended by us.</summary>
    private ToolEnd EndOf(ToolResult result) => result switch
    {
        { Succeeded: true } or { End: not ToolEnd.Exited } => result.End,
        { Signal: SigXfsz } => ToolEnd.OutputSize,
        { Signal: SigXcpu } => ToolEnd.ProcessorTime,
        _ when cgroup?.RanOutOfMemory ?? WasRefusedMemory(result.ErrorTail) => ToolEnd.Memory,
        _ => ToolEnd.Exited,
    };

    public void Dispose() => cgroup?.Dispose();

    private bool WasRefusedMemory(string errors) => invocation.Limits.MemoryBytes is not null
        && RefusedMemory.Any(phrase => errors.Contains(phrase, StringComparison.OrdinalIgnoreCase));
}
