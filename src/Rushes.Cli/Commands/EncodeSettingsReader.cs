using System.CommandLine;
using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Contracts;
using Rushes.Streaming.Ladders;

namespace Rushes.Cli.Commands;

/// <summary>Checks everything that a command line says about an encode, and reports all that is wrong with it at once.</summary>
/// <param name="options">The options as declared.</param>
/// <param name="surroundings">What the program was started in.</param>
internal sealed class EncodeSettingsReader(EncodeOptions options, Surroundings surroundings)
{
    private readonly List<Failure> _failures = [];
    private bool _remote;

    public IReadOnlyList<Failure> Failures => _failures;

    /// <param name="parsed">The command line.</param>
    /// <param name="output">As given; null: missing, and said so already.</param>
    /// <returns>Usable only when there are no <see cref="Failures"/>.</returns>
    public EncodeSettings Read(ParseResult parsed, string? output)
    {
        _failures.AddRange(parsed.Errors.Select(error => UsageFailure.Syntax(error.Message)));
        _failures.AddRange(options.NotInVersion.Where(option => parsed.GetResult(option) is not null).Select(option => UsageFailure.NotInVersion(option.Name, option.Name)));
        _remote = parsed.GetResult(options.Server) is not null;
        var ladders = new LaddersReader(surroundings.Absolute, _failures).Read(EncodeOptions.Text(parsed, options.Codecs), EncodeOptions.Texts(parsed, options.Ladder));
        return new EncodeSettings
        {
            OutputPath = ReadOutput(output),
            WorkPath = EncodeOptions.Text(parsed, options.Work) is { Length: > 0 } work ? surroundings.Absolute(work) : surroundings.DefaultWorkPath,
            CacheBytes = CacheSize.Read(EncodeOptions.Text(parsed, options.Cache), _failures),
            Ladders = [.. ladders.Select(ladder => ladder.Ladder)],
            LadderText = string.Join('\n', ladders.Select(ladder => ladder.Text)),
            ChunkMs = ReadChunk(EncodeOptions.Text(parsed, options.Chunk) ?? "auto"),
            CollateMs = EncodeOptions.Text(parsed, options.Collate) is { } collate ? ReadLength("--collate", collate, "film", "Write") : 0,
            ShotAligned = parsed.GetValue(options.ShotAligned),
            Class = ReadClass(EncodeOptions.Text(parsed, options.Class) ?? "standard"),
            Due = ReadDue(EncodeOptions.Text(parsed, options.Due)),
            DueText = EncodeOptions.Text(parsed, options.Due) ?? "",
            Server = EncodeOptions.Text(parsed, options.Server) is { } server ? ServerOption.Read(server, _failures) : null,
            Token = _remote ? ServerOption.ReadToken(surroundings, _failures) : null,
            Steps = new StepsReader(options.Steps, _failures).Read(parsed),
            ColourHandling = parsed.GetValue(options.Sdr) ? ColourHandling.ToSdr : ColourHandling.Unspecified,
            Inspection = ReadInspection(EncodeOptions.Text(parsed, options.Inspect)),
            Remedies = new RemediesReader(_failures).Read(EncodeOptions.Text(parsed, options.Remedy), EncodeOptions.Text(parsed, options.Inspect)),
            Quality = ReadQuality(EncodeOptions.Text(parsed, options.Quality) ?? "sampled"),
            Mp4 = parsed.GetValue(options.Mp4),
            SegmentFiles = PackageForm.ReadSegments(EncodeOptions.Text(parsed, options.Segments), _failures),
            Json = parsed.GetValue(options.Json),
            Verbose = parsed.GetValue(options.Verbose),
        };
    }

    /// <summary>Adds what stands against an input, to be reported with the rest.</summary>
    /// <param name="input">As given; null: missing, and said so already.</param>
    /// <param name="rate">Of numbered images, as given.</param>
    public IJobInput ReadInput(string? input, string? rate)
    {
        if (input is null or "")
        {
            return new GivenInput("");
        }

        if (InputFile.IsObject(input))
        {
            if (!_remote)
            {
                _failures.Add(UsageFailure.Option("INPUT", $"{input} lies in an object store, which only a server reads.", "Say --server URL, or name a local file."));
            }

            return new GivenInput(input);
        }

        return new InputReader(_failures).Read(surroundings.Absolute(input), rate);
    }

    private string ReadOutput(string? output)
    {
        if (output is null or "")
        {
            if (output is "")
            {
                _failures.Add(UsageFailure.Option("--out", "--out is empty.", "Name the folder to make."));
            }

            return "";
        }

        return Path.TrimEndingDirectorySeparator(surroundings.Absolute(output));
    }

    private InspectionPhase ReadInspection(string? value)
    {
        switch (value)
        {
            case null:
                return InspectionPhase.Unspecified;
            case "full":
                return InspectionPhase.Full;
            case "artefacts":
                return InspectionPhase.Artefacts;
            default:
                _failures.Add(UsageFailure.Option("--inspect", $"'{value}' is no inspection.", "Write full or artefacts."));
                return default;
        }
    }

    private TitleQuality ReadQuality(string value)
    {
        switch (value)
        {
            case "none":
                return TitleQuality.Unspecified;
            case "sampled":
                return TitleQuality.Sampled;
            case "full":
                return TitleQuality.Full;
            default:
                _failures.Add(UsageFailure.Option("--quality", $"'{value}' is no measurement.", "Write none, sampled or full."));
                return default;
        }
    }

    private long ReadChunk(string value) => value == "auto" ? 0 : ReadLength("--chunk", value, "a chunk", "Write auto, or");

    private long ReadLength(string option, string value, string of, string remedy)
    {
        const long Longest = 86_400_000;
        if (Durations.TryParse(value, out var milliseconds) && milliseconds is > 0 and <= Longest)
        {
            return milliseconds;
        }

        _failures.Add(UsageFailure.Option(option, $"'{value}' is no length of {of}.", $"{remedy} {Durations.Form}, up to a day."));
        return 0;
    }

    private PriorityClass ReadClass(string value)
    {
        if (PriorityClasses.ByName.TryGetValue(value, out var found))
        {
            return found;
        }

        _failures.Add(UsageFailure.Option("--class", $"There is no class '{value}'.", $"Write one of {string.Join(", ", PriorityClasses.ByName.Keys)}."));
        return default;
    }

    private DateTimeOffset? ReadDue(string? value)
    {
        if (value is null)
        {
            return null;
        }

        if (DueTime.TryParse(value, surroundings.Time.GetUtcNow(), out var due))
        {
            return due;
        }

        _failures.Add(UsageFailure.Option("--due", $"'{value}' is no due time.", $"Write {DueTime.Form}."));
        return null;
    }
}
