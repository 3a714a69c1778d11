using System.CommandLine;
using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Contracts;
using Rushes.Streaming.Ladders;

namespace Rushes.Cli.Commands;

/// <summary>Checks everything that a command line says about a package, and reports all that is wrong with it at once.</summary>
/// <param name="options">The options as declared.</param>
/// <param name="surroundings">What the program was started in.</param>
internal sealed class PackageSettingsReader(PackageOptions options, Surroundings surroundings)
{
    private const long UsualSegmentMs = 6000;
    private const long LongestSegmentMs = 600_000;
    private const long LongestThumbnailIntervalMs = 600_000;

    private readonly List<Failure> _failures = [];

    public IReadOnlyList<Failure> Failures => _failures;

    /// <returns>Usable only when there are no <see cref="Failures"/>.</returns>
    public PackageSettings Read(ParseResult parsed)
    {
        _failures.AddRange(parsed.Errors.Select(error => UsageFailure.Syntax(error.Message)));
        var forms = ((Option<bool>[])[options.Hls, options.Dash, options.Mp4, options.Mov]).Where(parsed.GetValue);
        return new PackageSettings
        {
            Inputs = ReadInputs(parsed.GetValue(options.Inputs) ?? []),
            OutputPath = ReadOutput(EncodeOptions.Text(parsed, options.Out)),
            WorkPath = EncodeOptions.Text(parsed, options.Work) is { Length: > 0 } work ? surroundings.Absolute(work) : surroundings.DefaultWorkPath,
            Forms = [.. forms.Select(form => form.Name.TrimStart('-'))],
            SegmentMs = ReadSegment(EncodeOptions.Text(parsed, options.Segment)),
            SegmentFiles = PackageForm.ReadSegments(EncodeOptions.Text(parsed, options.Segments), _failures),
            Copyable = PackageForm.ReadLayout(EncodeOptions.Text(parsed, options.Layout), _failures),
            Texts = [.. (parsed.GetValue(options.Text) ?? []).Select(ReadFile)],
            ThumbnailIntervalMs = ReadThumbnails(EncodeOptions.Text(parsed, options.Thumbnails)),
            Keys = EncodeOptions.Text(parsed, options.Encrypt) is { } keys ? KeysSource.Read(surroundings.Absolute(keys), "--encrypt", _failures) : null,
            Json = parsed.GetValue(options.Json),
            Verbose = parsed.GetValue(options.Verbose),
        };
    }

    private string[] ReadInputs(string[] inputs)
    {
        if (inputs.Length == 0)
        {
            _failures.Add(UsageFailure.Option("INDEX-OR-MEDIA", "No input is named.", "Write: rushes package INDEX-OR-MEDIA… --out DIR"));
        }

        return [.. inputs.Select(ReadFile)];
    }

    private string ReadFile(string input)
    {
        if (InputFile.IsObject(input))
        {
            return input;
        }

        var path = surroundings.Absolute(input);
        if (InputFile.FindObstacle(path) is { } obstacle)
        {
            _failures.Add(obstacle);
        }

        return path;
    }

    private string ReadOutput(string? output)
    {
        if (output is { Length: > 0 } && InputFile.IsObject(output))
        {
            return ReadPrefix(output);
        }

        if (output is { Length: > 0 })
        {
            return Path.TrimEndingDirectorySeparator(surroundings.Absolute(output));
        }

        _failures.Add(UsageFailure.Option("--out", "No output folder is named.", "Write: rushes package INDEX-OR-MEDIA… --out DIR"));
        return "";
    }

    private string ReadPrefix(string output)
    {
        try
        {
            _ = Storage.StoreLocation.Parse(output);
        }
        catch (FormatException mistake)
        {
            _failures.Add(UsageFailure.Option("--out", mistake.Message, "Write a folder, or s3://BUCKET/PREFIX."));
        }

        return output;
    }

    private long ReadSegment(string? value)
    {
        if (value is null)
        {
            return UsualSegmentMs;
        }

        if (Durations.TryParse(value, out var milliseconds) && milliseconds is > 0 and <= LongestSegmentMs)
        {
            return milliseconds;
        }

        _failures.Add(UsageFailure.Option("--segment", $"'{value}' is no length of a segment.", $"Write {Durations.Form}, up to ten minutes."));
        return UsualSegmentMs;
    }

    private long ReadThumbnails(string? value)
    {
        if (value is null)
        {
            return 0;
        }

        if (Durations.TryParse(value, out var milliseconds) && milliseconds is > 0 and <= LongestThumbnailIntervalMs && milliseconds % 1000 == 0)
        {
            return milliseconds;
        }

        _failures.Add(UsageFailure.Option("--thumbnails", $"'{value}' is no distance of thumbnails.", "Write whole seconds, up to ten minutes, like 10s."));
        return 0;
    }
}
