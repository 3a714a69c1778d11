using System.CommandLine;
using Rushes.Cli.Demo;
using Rushes.Cli.Hosting;
using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary><c>rushes demo</c>: makes its own film and encodes it.</summary>
internal static class DemoCommand
{
    private const string DefaultOutput = "./rushes-demo";

    public static Command Create(Surroundings surroundings)
    {
        var output = EncodeOptions.Value("--out", "DIR", $"The folder to make (default: {DefaultOutput})");
        var options = new EncodeOptions();
        var command = new Command("demo", "Make a film of half a minute and turn it into streams");
        command.Options.Add(output);
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var reader = new EncodeSettingsReader(options, surroundings);
            var settings = reader.Read(parsed, EncodeOptions.Text(parsed, output) ?? DefaultOutput);
            // A film of our own is trusted.
            settings = settings is { Inspection: InspectionPhase.Unspecified, Remedies.Count: 0 } ? settings with { Inspection = InspectionPhase.Artefacts } : settings;
            return new EncodeRun(surroundings, settings).StartAsync(reader.Failures, new DemoSource(settings.WorkPath, settings.Json ? TextWriter.Null : surroundings.Error), cancellationToken);
        });
        return command;
    }
}
