using System.Diagnostics.CodeAnalysis;
using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Cli.Report;
using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary>A look at an index, from a checked command to the exit code.</summary>
internal sealed class IndexRun(Surroundings surroundings, bool json)
{
    public Surroundings Surroundings => surroundings;

    public bool Json => json;

    /// <param name="path">Absolute.</param>
    /// <param name="run">Gets the path of a file that is there.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    [SuppressMessage("Design", "CA1031", Justification = "Here a broken world becomes a failure that people and programs can read.")]
    public async Task<int> StartAsync(string path, Func<string, Task<int>> run, CancellationToken cancellationToken)
    {
        try
        {
            return InputFile.FindObstacle(path) is { } obstacle ? Refuse([obstacle]) : await run(path);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Print(new IndexAnswer { Status = "cancelled" });
            return ExitCodes.Interrupted;
        }
        catch (Exception exception)
        {
            return Refuse([BrokenWorld.ToFailure(exception, withTrace: false)]);
        }
    }

    public int Refuse(IReadOnlyList<Failure> failures)
    {
        FailureText.Write(failures, surroundings.Error);
        var exitCode = ExitCodes.For(failures);
        var status = ExitCodes.StatusOf(exitCode);
        Print(new IndexAnswer { Status = status, Failures = [.. failures.Select(ReportBuilder.Failure)] });
        return exitCode;
    }

    /// <summary>Prints an answer for programs, where one was asked for.</summary>
    public void Print(IndexAnswer answer)
    {
        if (json)
        {
            surroundings.Output.WriteLine(ReportJson.Write(answer));
        }
    }
}
