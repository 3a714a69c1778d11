using Rushes.Cli.Hosting;
using Rushes.Cli.Report;
using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary>The end of a command about jobs or queues that has no answer.</summary>
internal static class JobsEnd
{
    public static int Write(IReadOnlyList<Failure> failures, bool json, Surroundings surroundings)
    {
        FailureText.Write(failures, surroundings.Error);
        var exitCode = ExitCodes.For(failures);
        Print(exitCode == ExitCodes.Usage ? "refused" : "failed", failures, json, surroundings);
        return exitCode;
    }

    public static int WriteInterrupted(bool json, Surroundings surroundings)
    {
        Print("cancelled", [], json, surroundings);
        return ExitCodes.Interrupted;
    }

    private static void Print(string status, IReadOnlyList<Failure> failures, bool json, Surroundings surroundings)
    {
        if (json)
        {
            surroundings.Output.WriteLine(ReportJson.Write(new JobsAnswer { Status = status, Failures = [.. failures.Select(ReportBuilder.Failure)] }));
        }
    }
}
