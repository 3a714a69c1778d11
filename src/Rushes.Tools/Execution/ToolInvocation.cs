namespace Rushes.Tools.Execution;

/// <summary>One run of a tool: an executable and its argument list, never a line for a shell.</summary>
/// <param name="Executable">Absolute path of the program.</param>
/// <param name="Arguments">Handed over as they are, one by one.</param>
public sealed record ToolInvocation(string Executable, IReadOnlyList<string> Arguments)
{
    /// <summary>Folder the tool starts in; <see langword="null"/> is the root folder, so that no relative name works by luck.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Variables set on top of the few that every tool gets (see <see cref="ToolEnvironment"/>).</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public ToolLimits Limits { get; init; } = ToolLimits.Default;

    /// <summary>Absolute paths of the files and folders that it may read. Where there is a sandbox, it sees no other files.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>Absolute path of the one folder that it may write to; <see langword="null"/>: it writes no files.</summary>
    public string? Outputs { get; init; }

    /// <summary>Stops the tool and its limits for a while; <see langword="null"/> where nobody does.</summary>
    public Suspension? Suspension { get; init; }

    /// <summary>Called in turn for each non-empty line of standard output. Must not block: the tool waits for it.</summary>
    public Action<string>? OnOutputLine { get; init; }

    /// <summary>Called in turn for each non-empty line of standard error, beside the calls of <see cref="OnOutputLine"/>.</summary>
    public Action<string>? OnErrorLine { get; init; }

    /// <summary>
    /// Says whether a line of standard output shows progress, which restarts the stall clock.
    /// <see langword="null"/>: every line does. A tool that reports at fixed times whether or not it moves needs one.
    /// </summary>
    public Func<string, bool>? IsProgress { get; init; }
}
