namespace Rushes.Tools.Locating;

/// <summary>Looks a program up as a shell does, without asking one.</summary>
public static class ExecutablePath
{
    private const UnixFileMode AnyExecute =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Relative and empty entries of PATH are passed over: the current folder is not a place for tools.</summary>
    /// <param name="name">Of the program, without a folder.</param>
    /// <param name="searchPath">What PATH says.</param>
    /// <returns>Absolute; null: there is none.</returns>
    public static string? Find(string name, string? searchPath) =>
        (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(IsExecutable);

    /// <summary>The file itself, where the path is a link to it.</summary>
    internal static string Resolve(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    internal static bool IsExecutable(string path) =>
        File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & AnyExecute) != 0);
}
