using Rushes.Cli.Hosting;
using Rushes.Cli.Report;
using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary>The end of a command that never became a job.</summary>
internal static class UsageEnd
{
    public static int Write(IReadOnlyList<Failure> failures, bool json, Surroundings surroundings)
    {
        FailureText.Write(failures, surroundings.Error);
        var exitCode = ExitCodes.For(failures);
        if (json)
        {
            var status = ExitCodes.StatusOf(exitCode);
            surroundings.Output.WriteLine(ReportJson.Write(ReportBuilder.Ended(status, null, failures, ReportTime.None)));
        }

        return exitCode;
    }
}
