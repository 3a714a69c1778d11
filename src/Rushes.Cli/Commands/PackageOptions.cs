using System.CommandLine;

namespace Rushes.Cli.Commands;

/// <summary>The options of <c>rushes package</c>. Values stay text here: all of them are checked together later.</summary>
internal sealed class PackageOptions
{
    public Argument<string[]> Inputs { get; } = new("INDEX-OR-MEDIA")
    {
        Description = "Frame indexes (.rfi), and media files encoded elsewhere; also s3://BUCKET/KEY",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public Option<string> Out { get; } = EncodeOptions.Value("--out", "DIR", "The folder to make, or s3://BUCKET/PREFIX; must not exist, or be empty");

    public Option<bool> Hls { get; } = Flag("--hls", "HLS playlists over CMAF tracks");

    public Option<bool> Dash { get; } = Flag("--dash", "A DASH manifest over the same tracks");

    public Option<bool> Mp4 { get; } = Flag("--mp4", "A progressive MP4 of each picture, with all sounds");

    public Option<bool> Mov { get; } = Flag("--mov", "A QuickTime file of each picture, with all sounds");

    public Option<string> Segment { get; } = EncodeOptions.Value("--segment", "LENGTH", "Length of a segment, at the next common key frame (default: 6s)");

    public Option<string> Segments { get; } = EncodeOptions.Value("--segments", "ranges|files", "Segments as ranges of one file, or each as a file (default: ranges)");

    public Option<string> Layout { get; } = EncodeOptions.Value("--layout", "interleaved|copyable", "Order in MP4 and QuickTime: half a second of each track in turn, or each track whole, so that a store copies it (default: interleaved)");

    public Option<string[]> Text { get; } = new("--text")
    {
        Description = "Subtitles as WebVTT; the language is the end of the name: subs.en.vtt, subs.de.sdh.vtt",
        HelpName = "FILE.vtt",
        Arity = ArgumentArity.OneOrMore,
    };

    public Option<string> Thumbnails { get; } = EncodeOptions.Value("--thumbnails", "LENGTH", "Thumbnails for HLS and DASH so far apart, like 10s: tiled JPEG images, and WebVTT");

    public Option<string> Encrypt { get; } = EncodeOptions.Value("--encrypt", "KEYS", "Encrypt HLS and DASH with the keys of a file (docs/encryption.md)");

    public Option<string> Work { get; } = EncodeOptions.Value("--work", "FOLDER", "Keeps unfinished jobs (default: $XDG_CACHE_HOME/rushes)");

    public Option<bool> Json { get; } = Flag("--json", "Print the report as JSON");

    public Option<bool> Verbose { get; } = Flag("--verbose", "Write the log to standard error");

    public void AddTo(Command command)
    {
        command.Arguments.Add(Inputs);
        foreach (var option in (Option[])[Out, Hls, Dash, Mp4, Mov, Segment, Segments, Layout, Text, Thumbnails, Encrypt, Work, Json, Verbose])
        {
            command.Options.Add(option);
        }
    }

    private static Option<bool> Flag(string name, string description) => new(name) { Arity = ArgumentArity.Zero, Description = description };
}
