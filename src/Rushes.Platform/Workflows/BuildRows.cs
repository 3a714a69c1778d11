using Rushes.Platform.Database;

namespace Rushes.Platform.Workflows;

/// <summary>Which build of a function a run uses: the one it used first, to its end.</summary>
internal static class BuildRows
{
    /// <summary><c>encoding.avc@1.2.0</c>.</summary>
    /// <param name="transaction">The caller's.</param>
    /// <param name="run">The run.</param>
    /// <param name="function">Name of the function.</param>
    /// <param name="version">Of this process; counts where the run has not used the function yet.</param>
    public static string Pin(Transaction transaction, string run, string function, string version)
    {
        transaction.Sql.Execute(
            "INSERT INTO run_build (run_id, function, version) VALUES (@run, @function, @version) ON CONFLICT DO NOTHING",
            ("run", run), ("function", function), ("version", version));
        var pinned = (string)transaction.Sql.Scalar(
            "SELECT version FROM run_build WHERE run_id = @run AND function = @function", ("run", run), ("function", function))!;
        return Name(function, pinned);
    }

    public static string Name(string function, string version) => $"{function}@{version}";
}
