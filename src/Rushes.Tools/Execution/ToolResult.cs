using Rushes.Contracts;

namespace Rushes.Tools.Execution;

/// <summary>How a run of a tool ended.</summary>
/// <param name="ExitCode">As a shell shows it: 128 + n for signal n, 127 when the tool could not be started.</param>
/// <param name="ErrorTail">The end of standard error.</param>
public sealed record ToolResult(ToolInvocation Invocation, ToolEnd End, int ExitCode, string ErrorTail)
{
    private const int LastSignal = 31;

    /// <summary>Without the time that the tool was frozen.</summary>
    public TimeSpan Wall { get; init; }

    /// <summary>Processor time of the tool and all that it started; <see langword="null"/> where there was no control group to count it.</summary>
    public TimeSpan? Processor { get; init; }

    /// <summary>
    /// The signal that ended the tool. FFmpeg's own exit codes are 256 less an errno or a tag letter and lie above this range,
    /// but for a few network errors that local files do not give.
    /// </summary>
    public int? Signal => ExitCode is > 128 and <= 128 + LastSignal ? ExitCode - 128 : null;

    public bool Succeeded => End == ToolEnd.Exited && ExitCode == 0;

    /// <summary>Says what went wrong, with everything a person needs to try it by hand.</summary>
    /// <param name="code">The caller's code for "this tool failed here". A full disk and a missing tool have their own.</param>
    public Failure ToFailure(string code, Place? place) => ToolFailure.From(this, code, place);
}
