using System.Globalization;

namespace Rushes.Cli.Report;

/// <summary>What a film is, in a few lines for people: names and what stands behind them, safe to show. What is not known has no line.</summary>
internal static class InspectFacts
{
    private const int MostAreas = 4;
    private const int MostTimecodes = 4;
    private const int MostPlaces = 8;

    /// <param name="answer">Of an inspection that is done.</param>
    /// <param name="time">Of its frames.</param>
    public static IReadOnlyList<(string Name, string Value)> Of(InspectAnswer answer, FilmTime time)
    {
        var (source, video) = (answer.Source!, answer.Video!);
        IEnumerable<(string Name, string? Value)> facts =
        [
            ("file", Listed(FileName(source), source.Bytes > 0 ? Quantities.Size(source.Bytes) : null, source.Container)),
            ("picture", Listed(video.Codec, $"{video.Width}x{video.Height}", Rate(video.FrameRate), Counted(source.Frames, video.Pictures), time.Text(source.Frames))),
            ("samples", Listed(video.PixelFormat, Invariant($"{video.Bits} bit"), video.PixelAspect == "1/1" ? null : $"pixels {video.PixelAspect.Replace('/', ':')}")),
            ("colour", Colour(video.Colour)),
            ("light", Light(video)),
            ("fields", Fields(video.FieldOrder)),
            ("cadence", video.Cadence is { } cadence ? Cadence(cadence) : null),
            ("rotation", video.Rotation == 0 ? null : Invariant($"{video.Rotation}° clockwise to be upright")),
            .. answer.Timecodes.GroupBy(timecode => timecode.Start).Take(MostTimecodes).Select(same => ("timecode", (string?)$"{same.Key}, in {Places(same)}")),
            .. answer.Audio.Select(track => (Invariant($"sound {track.Stream}"), (string?)Sound(track))),
            .. answer.Text.Select(text => (Invariant($"text {text.Stream}"), (string?)Listed(text.Codec, text.Language))),
            ("shots", Shots(answer.Shots)),
            ("active area", Areas(answer.ActiveAreas)),
            ("remedies", answer.Offered is { } offered ? $"encode with {offered.Text}, or --remedy all" : null),
        ];
        return [.. facts.Where(fact => fact.Value is { Length: > 0 }).Select(fact => (fact.Name, SafeText.Of(fact.Value!)))];
    }

    /// <summary>Without its folder; not yet safe.</summary>
    public static string FileName(AnswerSource source) => Path.GetFileName(new Uri(source.Uri).LocalPath);

    /// <summary>As LUFS and the like; of silence there is none.</summary>
    public static string? Loudness(AnswerHeard heard) => heard.Integrated is not { } integrated ? null : Listed(
        Invariant($"{integrated:0.0} LUFS"), heard.Range is { } range ? Invariant($"range {range:0.0} LU") : null, heard.TruePeak is { } peak ? Invariant($"peak {peak:0.0} dBTP") : null);

    /// <summary>A rectangle in words.</summary>
    public static string Area(AnswerArea area) => area.Width <= 0 || area.Height <= 0
        ? "all black"
        : Invariant($"{area.Width}x{area.Height} at {area.Left},{area.Top}");

    private static string Sound(AnswerSound track) => Listed(
        track.Codec, Invariant($"{track.SampleRate} Hz"), track.Layout ?? Invariant($"{track.Channels} channels"), track.Language,
        track.Default ? "default" : null, track.Heard is { } heard ? Loudness(heard) ?? "silent" : null);

    private static string Rate(string ratio)
    {
        var parts = ratio.Split('/');
        var rate = double.Parse(parts[0], CultureInfo.InvariantCulture) / double.Parse(parts[1], CultureInfo.InvariantCulture);
        return Invariant($"{rate:0.###} a second");
    }

    private static string Counted(long frames, string pictures) => Invariant($"{frames} {(pictures == "film" ? "film frames" : pictures)}");

    private static string Colour(AnswerColour colour)
    {
        var isSignalled = (colour.Primaries ?? colour.Transfer ?? colour.Matrix) is not null;
        var code = isSignalled ? $"{colour.Primaries ?? "?"}/{colour.Transfer ?? "?"}/{colour.Matrix ?? "?"}" : "not signalled";
        var range = colour.Range switch { "tv" => "studio range", "pc" => "full range", var other => other };
        return Listed(code, range, colour.ChromaLocation is { } location ? $"chroma {location}" : null);
    }

    private static string? Light(AnswerVideo video)
    {
        var curve = video.Colour.Transfer switch { "smpte2084" => "PQ", "arib-std-b67" => "HLG", _ => null };
        return Listed(
            curve,
            video.Hdr?.MasteringDisplay is { } display ? Invariant($"mastered for {display.MinLuminance:0.####} to {display.MaxLuminance:0.####} cd/m²") : null,
            video.Hdr?.ContentLight is { } light ? Invariant($"MaxCLL {light.Max}, MaxFALL {light.Average} cd/m²") : null,
            video.Hdr10Plus ? "HDR10+" : null,
            video.DolbyVision is { } profile ? $"Dolby Vision {profile}" : null);
    }

    private static string? Fields(string? order) => order switch
    {
        null or "unknown" => null,
        "progressive" => "none, by the file",
        "tt" or "bt" => $"top first, by the file ({order})",
        "bb" or "tb" => $"bottom first, by the file ({order})",
        _ => order,
    };

    private static string? Cadence(AnswerCadence cadence)
    {
        var all = cadence.Progressive + cadence.TopFirst + cadence.BottomFirst + cadence.Undetermined;
        return all == 0 ? null : Listed(
            Share("progressive", cadence.Progressive), Share("top first", cadence.TopFirst), Share("bottom first", cadence.BottomFirst),
            Share("not to be told", cadence.Undetermined), cadence.Repeats > 0 ? Invariant($"repeats {cadence.Repeats}") : null);

        string? Share(string name, long count) => count == 0 ? null : Invariant($"{name} {100.0 * count / all:0.#} %");
    }

    private static string? Shots(IReadOnlyList<AnswerFilmShot> shots)
    {
        return Listed(Entries("cut"), Entries("dissolve"), Entries("fade")) is { Length: > 0 } entries ? Invariant($"{shots.Count}: {entries}")
            : shots.Count > 0 ? Invariant($"{shots.Count}") : null;

        string? Entries(string entry) => shots.Count(shot => shot.Entry == entry) is > 0 and var count ? Invariant($"{count} {entry}{(count == 1 ? "" : "s")}") : null;
    }

    private static string? Areas(IReadOnlyList<AnswerArea> areas)
    {
        string[] distinct = [.. areas.Select(Area).Distinct()];
        return distinct.Length == 0 ? null : Listed([.. distinct.Take(MostAreas), distinct.Length > MostAreas ? Invariant($"and {distinct.Length - MostAreas} others") : null]);
    }

    private static string Places(IEnumerable<AnswerTimecode> same) => Listed(same.Select(timecode => timecode.Place).Take(MostPlaces));

    private static string Listed(params IEnumerable<string?> parts) => string.Join(", ", parts.Where(part => part is { Length: > 0 }));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
