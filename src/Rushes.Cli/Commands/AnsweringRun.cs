using System.Diagnostics.CodeAnalysis;
using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Cli.Report;
using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary>
/// A command that ends with one answer, from its start to its exit code. However it ends, a program that reads has one object, and people have a
/// sentence.
/// </summary>
/// <param name="surroundings">What the program was started in.</param>
/// <param name="json">A program reads the answer.</param>
/// <param name="unanswered">Writes the object of an end without an answer, from its status and failures.</param>
internal sealed class AnsweringRun(Surroundings surroundings, bool json, Func<string, IReadOnlyList<ReportFailure>, ReportTime, string> unanswered)
{
    /// <summary>Of the command, from its start.</summary>
    public JobClock Clock { get; } = new(surroundings.Time);

    /// <summary>Whether failures of a broken world say where in the program.</summary>
    public bool WithTrace { get; init; }

    /// <param name="run">The command; what it throws is told, too.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    [SuppressMessage("Design", "CA1031", Justification = "Here a broken world becomes a failure that people and programs can read.")]
    public async Task<int> StartAsync(Func<Task<int>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ShowInterrupted();
        }
        catch (Exception exception)
        {
            return Refuse([BrokenWorld.ToFailure(exception, WithTrace)]);
        }
    }

    public int Refuse(IReadOnlyList<Failure> failures)
    {
        FailureText.Write(failures, surroundings.Error);
        var exitCode = ExitCodes.For(failures);
        PrintEnd(ExitCodes.StatusOf(exitCode), failures);
        return exitCode;
    }

    public int ShowInterrupted()
    {
        surroundings.Error.WriteLine("Interrupted.");
        PrintEnd("cancelled", []);
        return ExitCodes.Interrupted;
    }

    private void PrintEnd(string status, IReadOnlyList<Failure> failures)
    {
        if (json)
        {
            surroundings.Output.WriteLine(unanswered(status, [.. failures.Select(ReportBuilder.Failure)], Clock.Read([])));
        }
    }
}
