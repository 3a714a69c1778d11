using System.CommandLine;
using Rushes.Cli.Hosting;

namespace Rushes.Cli.Commands;

/// <summary><c>rushes encode INPUT --out DIR</c>.</summary>
internal static class EncodeCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var input = new Argument<string>("INPUT") { Description = "Any local media file that FFmpeg reads, or numbered images like shot_%04d.dpx; with --server also s3://BUCKET/KEY", Arity = ArgumentArity.ZeroOrOne };
        var output = EncodeOptions.Value("--out", "DIR", "The folder to make; must not exist, or be empty");
        var rate = InputReader.Rate();
        var options = new EncodeOptions();
        var command = new Command("encode", "Turn a mezzanine into HLS and DASH streams");
        command.Arguments.Add(input);
        command.Options.Add(output);
        command.Options.Add(rate);
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var given = parsed.GetResult(input) is { Tokens: [var token, ..] } ? token.Value : null;
            var reader = new EncodeSettingsReader(options, surroundings);
            var settings = reader.Read(parsed, EncodeOptions.Text(parsed, output));
            var source = reader.ReadInput(given, EncodeOptions.Text(parsed, rate));
            var missing = Missing(given, EncodeOptions.Text(parsed, output));
            return new EncodeRun(surroundings, settings).StartAsync([.. missing, .. reader.Failures], source, cancellationToken);
        });
        return command;
    }

    private static IEnumerable<Contracts.Failure> Missing(string? input, string? output)
    {
        if (input is null or "")
        {
            yield return UsageFailure.Option("INPUT", "No input is named.", "Write: rushes encode INPUT --out DIR");
        }

        if (output is null)
        {
            yield return UsageFailure.Option("--out", "No output folder is named.", "Write: rushes encode INPUT --out DIR");
        }
    }
}
