using System.CommandLine;
using Rushes.Cli.Hosting;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Cli.Commands;

/// <summary><c>rushes doctor</c>: what this machine has, lacks, and how to mend it.</summary>
internal static class DoctorCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var json = new Option<bool>("--json") { Arity = ArgumentArity.Zero, Description = "Print the findings as JSON" };
        var command = new Command("doctor", "Check the tools and libraries that Rushes needs");
        command.Options.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.Errors.Count > 0)
            {
                return UsageEnd.Write([.. parsed.Errors.Select(error => UsageFailure.Syntax(error.Message))], parsed.GetValue(json), surroundings);
            }

            var (sandbox, refusal) = await Sandboxes.FindAsync(surroundings, cancellationToken);
            if (refusal is { Code: not Sandboxes.MissingCode })
            {
                return UsageEnd.Write([refusal], parsed.GetValue(json), surroundings);
            }

            var doctor = new Doctor(new ToolRunner(surroundings.Time, sandbox), sandbox);
            var report = await doctor.ExamineAsync(ToolSearches.From(surroundings), cancellationToken);
            if (refusal is not null)
            {
                report = report with { Tools = [.. report.Tools.Select(tool => tool.Name == "bubblewrap" ? tool with { Problem = refusal } : tool)] };
            }

            if (parsed.GetValue(json))
            {
                await surroundings.Output.WriteLineAsync(Report.DoctorJson.Write(report));
            }
            else
            {
                Report.DoctorText.Write(report, surroundings.Output);
            }

            return report.Healthy ? ExitCodes.Done : ExitCodes.ToolMissing;
        });
        return command;
    }
}
