using System.CommandLine;
using Rushes.Cli.Hosting;

namespace Rushes.Cli.Commands;

/// <summary><c>rushes package INDEX-OR-MEDIA… --out DIR</c>.</summary>
internal static class PackageCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var options = new PackageOptions();
        var command = new Command("package", "Make HLS, DASH, MP4 or QuickTime of media that is encoded already");
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var reader = new PackageSettingsReader(options, surroundings);
            var settings = reader.Read(parsed);
            return new PackageRun(surroundings, settings).StartAsync(reader.Failures, cancellationToken);
        });
        return command;
    }
}
