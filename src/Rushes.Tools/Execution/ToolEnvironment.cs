namespace Rushes.Tools.Execution;

/// <summary>
/// The environment of a tool: little, so that a run means the same everywhere. FFREPORT, for one, would make FFmpeg write
/// log files; LC_ALL=C keeps messages in the language that we read.
/// </summary>
public static class ToolEnvironment
{
    /// <summary>Kept from our own environment: what a tool may need to load its libraries and to write temporary files.</summary>
    public static IReadOnlyList<string> Kept { get; } = ["PATH", "HOME", "LD_LIBRARY_PATH", "TMPDIR"];

    internal static void Apply(IDictionary<string, string?> environment, IReadOnlyDictionary<string, string> added)
    {
        foreach (var name in environment.Keys.Except(Kept).ToList())
            environment.Remove(name);
        environment["LC_ALL"] = "C";
        foreach (var (name, value) in added)
            environment[name] = value;
    }
}
