using System.CommandLine;
using Rushes.Cli.Hosting;
using Rushes.Cli.Serving;

namespace Rushes.Cli.Commands;

/// <summary><c>rushes serve</c>.</summary>
internal static class ServeCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var options = new ServeOptions();
        var command = new Command("serve", "Serve the API, run workflows, and give work to workers");
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (settings, failures) = options.Read(parsed, surroundings);
            return settings is null
                ? UsageEnd.Write(failures, json: false, surroundings)
                : await LongRun.RunAsync(new ServeRun(settings, surroundings).RunAsync, settings.Verbose, surroundings, cancellationToken);
        });
        return command;
    }
}
