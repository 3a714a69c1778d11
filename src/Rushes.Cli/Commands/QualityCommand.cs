using System.CommandLine;
using Rushes.Cli.Hosting;

namespace Rushes.Cli.Commands;

/// <summary><c>rushes quality REFERENCE ENCODED</c>: how much of the picture is left.</summary>
internal static class QualityCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var options = new QualityOptions();
        var command = new Command("quality", "Measure how much of a mezzanine's picture is left in an encode of it: VMAF and others, per frame, per shot and pooled");
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var reader = new QualitySettingsReader(options, surroundings);
            var settings = reader.Read(parsed);
            return new QualityRun(surroundings, settings).StartAsync(reader.Failures, cancellationToken);
        });
        return command;
    }
}
