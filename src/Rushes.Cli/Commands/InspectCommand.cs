using System.CommandLine;
using Rushes.Cli.Hosting;

namespace Rushes.Cli.Commands;

/// <summary><c>rushes inspect INPUT</c>: what a mezzanine is, and what is wrong with it.</summary>
internal static class InspectCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var options = new InspectOptions();
        var command = new Command("inspect", "Say what a mezzanine is, and what is wrong with its picture and sound: where, how one sees it, what to do");
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var reader = new InspectSettingsReader(options, surroundings);
            var settings = reader.Read(parsed);
            return new InspectRun(surroundings, settings).StartAsync(reader.Failures, cancellationToken);
        });
        return command;
    }
}
