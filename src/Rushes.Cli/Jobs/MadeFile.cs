using Rushes.Contracts;
using Rushes.Tools.Execution;

namespace Rushes.Cli.Jobs;

/// <summary>A file that a tool makes: there whole, or not at all.</summary>
internal static class MadeFile
{
    /// <param name="path">Absolute; not there yet.</param>
    /// <param name="invocation">Of the tool that writes to the path that it is given.</param>
    /// <param name="runner">Runs it; it may write to the file's folder.</param>
    /// <param name="code">Of the failure.</param>
    /// <param name="place">To blame for it.</param>
    /// <param name="cancellationToken">Nothing is left of what was not finished.</param>
    /// <returns>The path; or why there is no file.</returns>
    public static async Task<(string? Path, Failure? Failure)> MakeAsync(
        string path, Func<string, ToolInvocation> invocation, IToolRunner runner, string code, string place, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var unfinished = $"{path}.{Environment.ProcessId}.partial";
        try
        {
            var result = await runner.RunAsync(invocation(unfinished) with { Outputs = folder }, cancellationToken);
            if (!result.Succeeded)
            {
                return (null, result.ToFailure(code, new Place { Path = place }));
            }

            File.Move(unfinished, path, overwrite: true);
            return (path, null);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
