using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Cli.Report;
using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary>What is printed when a job has ended, and what the shell is told.</summary>
/// <param name="outputPath">That the job was to make.</param>
/// <param name="json">A program reads the result.</param>
internal sealed class JobEnding(Surroundings surroundings, string outputPath, bool json)
{
    /// <summary>Of the command, from its start.</summary>
    public JobClock Clock { get; } = new(surroundings.Time);

    /// <summary>Null until the command has become a job; reports name it.</summary>
    public string? JobId { get; set; }

    public int Show(JobReport report)
    {
        if (json)
        {
            surroundings.Output.WriteLine(ReportJson.Write(report));
        }
        else
        {
            ReportTable.Write(report, outputPath, Terminal.Of(surroundings.Output, surroundings.OutputIsTerminal));
        }

        return ExitCodes.Done;
    }

    public int ShowFailed(IReadOnlyList<Failure> failures)
    {
        FailureText.Write(failures, surroundings.Error);
        var exitCode = ExitCodes.For(failures);
        PrintEnd(ExitCodes.StatusOf(exitCode), failures);
        return exitCode;
    }

    /// <param name="message">What has become of the work.</param>
    public int ShowInterrupted(string message)
    {
        surroundings.Error.WriteLine(message);
        PrintEnd("cancelled", []);
        return ExitCodes.Interrupted;
    }

    private void PrintEnd(string status, IReadOnlyList<Failure> failures)
    {
        if (json)
        {
            surroundings.Output.WriteLine(ReportJson.Write(ReportBuilder.Ended(status, JobId, failures, Clock.Read([]))));
        }
    }
}
