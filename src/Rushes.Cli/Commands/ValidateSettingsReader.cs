using System.CommandLine;
using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Contracts;
using Rushes.Validation.Expectations;

namespace Rushes.Cli.Commands;

/// <summary>Checks everything that a command line says about a validation, and reports all that is wrong with it at once.</summary>
internal sealed class ValidateSettingsReader(ValidateOptions options, Surroundings surroundings)
{
    private const string Usage = "rushes validate MEDIA --expect FILE";

    private readonly List<Failure> _failures = [];

    public IReadOnlyList<Failure> Failures => _failures;

    /// <returns>Usable only when there are no <see cref="Failures"/>.</returns>
    public ValidateSettings Read(ParseResult parsed)
    {
        _failures.AddRange(parsed.Errors.Select(error => UsageFailure.Syntax(error.Message)));
        var files = new FilesReader(surroundings, _failures);
        var settings = new ValidateSettings
        {
            MediaPath = files.ReadFile(parsed, options.Media, Usage),
            Expectation = ReadExpectation(EncodeOptions.Text(parsed, options.Expect)),
            Source = ReadSource(EncodeOptions.Text(parsed, options.Source), EncodeOptions.Text(parsed, options.Rate)),
            Steps = new StepsReader(options.Steps, _failures).Read(parsed),
            Decodes = !parsed.GetValue(options.NoDecode),
            WorkPath = files.ReadWork(parsed, options.Work),
            Json = parsed.GetValue(options.Json),
        };
        CheckUse(settings);
        return settings;
    }

    // A file of the command line that is not there is a wrong command, not a wrong input.
    private StreamExpectation ReadExpectation(string? value)
    {
        if (value is null)
        {
            return new StreamExpectation();
        }

        var path = surroundings.Absolute(value);
        if (!File.Exists(path))
        {
            _failures.Add(UsageFailure.Option("--expect", $"There is no file {path}.", "Check the spelling and the folder."));
            return new StreamExpectation();
        }

        switch (ExpectationFile.Read(path))
        {
            case ParsedExpectation.Valid valid:
                return valid.Expectation;
            case ParsedExpectation.Invalid invalid:
                _failures.AddRange(invalid.Failures);
                return new StreamExpectation();
            default:
                throw new InvalidOperationException("There is no third end.");
        }
    }

    private IJobInput? ReadSource(string? value, string? rate)
    {
        if (value is not null)
        {
            return new InputReader(_failures).Read(surroundings.Absolute(value), rate);
        }

        if (rate is not null)
        {
            _failures.Add(UsageFailure.Option(options.Rate.Name, "A rate is that of numbered images, and no source is named.", "Name the images with --source, or leave the rate out."));
        }

        return null;
    }

    private void CheckUse(ValidateSettings settings)
    {
        if (settings is { Steps: not null, Source: null })
        {
            _failures.Add(UsageFailure.Option("--source", "Steps are those of a source, and none is named.", "Name the mezzanine with --source, or leave the steps out."));
        }

        if (settings is { Decodes: false, Source: not null })
        {
            _failures.Add(UsageFailure.Option("--no-decode", "Pictures are compared with those of a source only where they are decoded.", "Leave out --no-decode or --source."));
        }
    }
}
