using System.CommandLine;
using Rushes.Cli.Hosting;

namespace Rushes.Cli.Commands;

/// <summary><c>rushes validate MEDIA --expect FILE</c>: whether a stream is what it is to be.</summary>
internal static class ValidateCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var options = new ValidateOptions();
        var command = new Command("validate", "Check every sample and picture of a stream against what was promised, against its standard, and against its source");
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var reader = new ValidateSettingsReader(options, surroundings);
            var settings = reader.Read(parsed);
            return new ValidateRun(surroundings, settings).StartAsync(reader.Failures, cancellationToken);
        });
        return command;
    }
}
