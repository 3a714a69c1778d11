using System.CommandLine;

namespace Rushes.Cli.Commands;

/// <summary>The options of every command that encodes. Values stay text here: all of them are checked together later.</summary>
internal sealed class EncodeOptions
{
    public Option<string> Codecs { get; } = Value("--codecs", "CODEC,…", "Codecs: avc, hevc, av1, vp9, mpeg2, h263, prores-{proxy,lt,422,hq,4444}, dnxhr-{lb,sq,hq,hqx,444} (default: avc)");

    public Option<string[]> Ladder { get; } = new("--ladder") { Description = "The bitrate ladder: 'standard', or a YAML file; one for each codec (default: standard)", HelpName = "standard|FILE" };

    public Option<string> Chunk { get; } = Value("--chunk", "auto|LENGTH", "Length of a chunk, like 30s (default: auto)");

    public Option<string> Collate { get; } = Value("--collate", "LENGTH", "Hand neighbouring chunks out as one, up to so much film together: fewer tasks, each longer (default: none)");

    public Option<bool> ShotAligned { get; } = new("--shot-aligned") { Arity = ArgumentArity.Zero, Description = "Start a GOP at every cut, and chunks at cuts where they are near" };

    public Option<string> Class { get; } = Value("--class", "CLASS", "express, priority, first-class, standard or bulk (default: standard)");

    public Option<string> Due { get; } = Value("--due", "TIME", "When it is due: RFC 3339, or a distance like +2h");

    public StepOptions Steps { get; } = new();

    public Option<bool> Sdr { get; } = new("--sdr") { Arity = ArgumentArity.Zero, Description = "Map the tones of HDR10 and HLG to BT.709" };

    public Option<string> Inspect { get; } = Value("--inspect", "full|artefacts", "How closely the source is looked at before (default: full; of --class express: artefacts)");

    public Option<string> Remedy { get; } = Value("--remedy", "REMEDY,…", "Take what the inspection offers: crop, deinterlace, ivtc, or all of them (default: none)");

    public Option<string> Quality { get; } = Value("--quality", "none|sampled|full", "Measure the renditions: some frames, or all (default: sampled)");

    public Option<bool> Mp4 { get; } = new("--mp4") { Arity = ArgumentArity.Zero, Description = "Make a progressive MP4 of each rendition, too" };

    public Option<string> Segments { get; } = Value("--segments", "ranges|files", "Segments as ranges of one file, or each as a file (default: ranges)");

    public Option<string> Work { get; } = Value("--work", "FOLDER", "Keeps unfinished jobs (default: $XDG_CACHE_HOME/rushes)");

    public Option<string> Cache { get; } = Value("--cache", "SIZE|off", "Keeps encoded chunks for later jobs of this machine, so many (default: 10GiB)");

    public Option<string> Server { get; } = Value("--server", "URL", "A server that does the work: http://HOST:PORT or https://HOST:PORT; its token in RUSHES_TOKEN");

    public Option<bool> Json { get; } = new("--json") { Arity = ArgumentArity.Zero, Description = "Print the report as JSON" };

    public Option<bool> Verbose { get; } = new("--verbose") { Arity = ArgumentArity.Zero, Description = "Write the log to standard error" };

    public IReadOnlyList<Option> NotInVersion { get; } =
        [.. ((string[])["--database", "--store"]).Select(Later)];

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[Codecs, Ladder, Chunk, Collate, ShotAligned, Class, Due, .. Steps.All, Sdr, Inspect, Remedy, Quality, Mp4, Segments, Work, Cache, Server, Json, Verbose, .. NotInVersion])
        {
            command.Options.Add(option);
        }
    }

    public static Option<string> Value(string name, string form, string description) =>
        new(name) { Description = description, HelpName = form };

    /// <summary>As written; null when absent, or without a value (which the parser has reported).</summary>
    public static string? Text(ParseResult parsed, Option<string> option) =>
        parsed.GetResult(option) is { Tokens: [var token, ..] } ? token.Value : null;

    /// <summary>All that is written, each time that the option is.</summary>
    public static IReadOnlyList<string> Texts(ParseResult parsed, Option<string[]> option) =>
        parsed.GetResult(option) is { } result ? [.. result.Tokens.Select(token => token.Value)] : [];

    private static Option Later(string name) => new Option<string>(name) { Hidden = true, Arity = ArgumentArity.ZeroOrOne };
}
