using System.Globalization;
using Rushes.Media.Indexing;
using Spectre.Console;

namespace Rushes.Cli.Report;

/// <summary>Tracks for people: a column for each, a row for each fact that one of them has.</summary>
internal static class IndexTable
{
    private static readonly (string Name, Func<IndexAnswerTrack, string?> Of)[] Facts =
    [
        ("codec", track => track.Codec == track.Codecs ? track.Codec : $"{track.Codec} ({track.Codecs})"),
        ("language", track => track.Language),
        ("size", track => track.Width is null ? null : $"{track.Width}x{track.Height}"),
        ("sound", track => track.SampleRate is null ? null : Invariant($"{track.SampleRate} Hz, {Plural(track.Channels ?? 0, "channel")}")),
        ("frames", track => Invariant($"{track.Frames}")),
        ("duration", track => Invariant($"{Seconds(track, track.Duration):0.000} s")),
        ("starts at", track => track.FirstTime == 0 ? null : Invariant($"{Seconds(track, track.FirstTime):0.000} s")),
        ("frame rate", FrameRate),
        ("key frames", KeyFrames),
        ("decoded ahead", track => track.DecodeDelay == 0 ? null : Invariant($"{Seconds(track, track.DecodeDelay):0.000} s")),
        ("bytes", track => Quantities.Size(track.Bytes)),
        ("bitrate", track => Quantities.Bitrate((long)(track.Bytes * 8 / Seconds(track, track.Duration)))),
        ("largest frame", track => Quantities.Size(track.LargestFrame)),
        ("colour", Colour),
        ("mastered for", track => track.Picture?.MasteringLuminance is [var from, var to] ? Invariant($"{from:0.####} to {to:0.####} cd/m²") : null),
        ("content light", track => track.Picture?.ContentLight is [var most, var average] ? Invariant($"MaxCLL {most}, MaxFALL {average} cd/m²") : null),
        ("rotation", track => track.Picture is { Rotation: not 0 and var degrees } ? Invariant($"{degrees}°") : null),
        ("pixel aspect", track => track.Picture?.PixelAspect is "1/1" ? null : track.Picture?.PixelAspect),
        ("chunks", track => track.Chunks is [var only] ? only.Uri : Invariant($"{track.Chunks.Count}, {track.Chunks[0].Uri} to {track.Chunks[^1].Uri}")),
    ];

    public static void Write(IReadOnlyList<IndexAnswerTrack> tracks, IReadOnlyList<IndexProblem> problems, IAnsiConsole console)
    {
        if (tracks.Count > 0)
        {
            var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey).AddColumn("track");
            foreach (var track in tracks)
            {
                table.AddColumn(Invariant($"{track.Track} {track.Kind}"));
            }

            foreach (var (name, of) in Facts.Where(fact => tracks.Any(track => fact.Of(track) is not null)))
            {
                table.AddRow([name, .. tracks.Select(track => Markup.Escape(of(track) ?? ""))]);
            }

            console.Write(table);
        }

        foreach (var problem in problems)
        {
            console.Profile.Out.Writer.WriteLine($"no index  {problem.Message}  [{problem.Code}]");
        }
    }

    private static string? FrameRate(IndexAnswerTrack track) => track.Kind != "video" ? null
        : track.ShortestFrame == track.LongestFrame ? track.FrameRate
        : Invariant($"{track.Frames / Seconds(track, track.Duration):0.000} on average, frames of {Milliseconds(track, track.ShortestFrame)} to {Milliseconds(track, track.LongestFrame)} ms");

    private static string? KeyFrames(IndexAnswerTrack track) =>
        track.KeyFrames == track.Frames ? track.Kind == "video" ? "all" : null
        : track.ShortestGroup == track.LongestGroup ? Invariant($"{track.KeyFrames}, every {track.LongestGroup} frames")
        : Invariant($"{track.KeyFrames}, every {track.ShortestGroup} to {track.LongestGroup} frames");

    private static string? Colour(IndexAnswerTrack track) => track.Picture?.Colour is [var primaries, var transfer, var matrix]
        ? Invariant($"{track.Picture.VideoRange}, {primaries}/{transfer}/{matrix}{(track.Picture.FullRange == true ? ", full range" : "")}")
        : null;

    private static double Seconds(IndexAnswerTrack track, long ticks) => (double)ticks / track.Timescale;

    private static string Milliseconds(IndexAnswerTrack track, long ticks) => Invariant($"{Seconds(track, ticks) * 1000:0.0}");

    private static string Plural(int count, string what) => Invariant($"{count} {what}{(count == 1 ? "" : "s")}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
