using System.CommandLine;
using Rushes.Cli.Hosting;
using Rushes.Cli.Serving;

namespace Rushes.Cli.Commands;

/// <summary><c>rushes worker --server URL</c>.</summary>
internal static class WorkerCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var options = new WorkerOptions();
        var command = new Command("worker", "Run functions for a server");
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (settings, failures) = options.Read(parsed, surroundings);
            return settings is null
                ? UsageEnd.Write(failures, json: false, surroundings)
                : await LongRun.RunAsync(new WorkerRun(settings, surroundings).RunAsync, settings.Verbose, surroundings, cancellationToken);
        });
        return command;
    }
}
