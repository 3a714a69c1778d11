using Rushes.Contracts;
using Rushes.Inspection.Pictures;
using Rushes.Inspection.Timing;
using Rushes.Inspection.Workflow;
using Rushes.Media.Fingerprints;
using Rushes.Media.Timelines;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;

namespace Rushes.Inspection.Functions.Judge;

/// <summary>Finds faults in what was measured and heard. No media is read.</summary>
internal static class JudgeFunction
{
    public static readonly FunctionReference<ToJudge, Judged> Reference = new("inspection.judge", ToJudge.Parser, Judged.Parser);

    public static async Task<StepOutcome<Judged>> RunAsync(ToJudge task, FunctionContext context, CancellationToken cancellationToken)
    {
        var timeline = await context.ReadAsync(task.Scanned.Timeline, Timeline.ReadFrom, cancellationToken);
        var judged = new Judged();
        var gaps = TimeGaps.Find(timeline).ToList();
        List<Finding> findings = [.. gaps, .. SoundFindings(task, timeline)];
        if (task.Measured.Count > 0)
        {
            await using var stream = await context.OpenStreamAsync(task.Scanned.Fingerprints, cancellationToken);
            var pictures = await FingerprintReader.OpenAsync(stream, cancellationToken);
            var film = await ReadFilmAsync(task, pictures, timeline, context, cancellationToken);
            findings.AddRange(await BlackSearch.FindAsync(film, pictures, cancellationToken));
            findings.AddRange(Judge(film, task, gaps, judged));
        }

        judged.Offered = OfferedSteps.Of(task.Scanned.Video, [.. task.Scanned.Findings, .. findings], judged.ActiveAreas);
        judged.Findings.AddRange(findings.OrderBy(finding => finding.Frames.From).ThenBy(finding => finding.Code, StringComparer.Ordinal));
        return judged;
    }

    private static List<Finding> Judge(Film film, ToJudge task, List<Finding> gaps, Judged judged)
    {
        var areas = BorderSearch.Areas(film);
        judged.ActiveAreas.AddRange(areas);
        List<Finding> findings = [.. StillSearch.Find(film), .. BorderSearch.Find(film, areas), .. LevelSearch.Find(film)];
        if (task.WithoutCadence)
        {
            return findings;
        }

        var repeats = RepeatedFrames.Of(film);
        judged.Picture = PictureReports.Of(film, repeats);
        findings.AddRange(Rates(film, repeats, gaps));
        return findings;
    }

    /// <summary>Frames that are there twice or not at all, and what a conversion of the rate leaves.</summary>
    private static IEnumerable<Finding> Rates(Film film, bool[] repeats, List<Finding> gaps)
    {
        var fieldsTell = film.Video.Pictures == TimelinePictures.Unspecified;
        var telecined = fieldsTell ? RhythmSearch.Telecined(film) : [];
        var repeated = RhythmSearch.Repeated(film);
        IReadOnlyList<FrameRun> rhythms = [.. telecined, .. repeated.Select(rhythm => rhythm.Frames)];
        // Where times are uneven, steps are.
        var haveSteps = !gaps.Any(gap => gap.Code == "source.variable_rate");
        var missing = haveSteps ? LeftOut(JumpSearch.Find(film, repeats, rhythms)) : [];
        var mixed = RhythmSearch.Mixed(film, repeats, missing);
        rhythms = [.. rhythms, .. mixed];
        // A frame that is missing by its times is told.
        List<Finding> jumps = haveSteps ? [.. JumpSearch.Find(film, repeats, rhythms).Where(jump => !gaps.Any(gap => gap.Frames.To == jump.Frames.From))] : [];
        return
        [
            .. RepeatSearch.Find(film, repeats, [.. rhythms, .. LeftOut(jumps)]), .. jumps,
            .. RhythmSearch.OfRepeats(film, repeated), .. RhythmSearch.OfBlends(film, mixed), .. RhythmSearch.OfFields(film, telecined),
            .. fieldsTell ? FieldSearch.Find(film, telecined) : [],
        ];
    }

    private static IReadOnlyList<FrameRun> LeftOut(IEnumerable<Finding> jumps) =>
        [.. jumps.Where(jump => jump.Code == "picture.cadence").Select(jump => new FrameRun((int)jump.Frames.From, (int)jump.Frames.To))];

    private static async Task<Film> ReadFilmAsync(ToJudge task, FingerprintReader pictures, Timeline timeline, FunctionContext context, CancellationToken cancellationToken)
    {
        var measures = new FilmMeasures((int)task.Scanned.Video.Frames);
        foreach (var measured in task.Measured)
        {
            measures.Add((int)measured.Frames.From, await context.ReadAsync(measured.Measures, stream => PictureMeasures.Parser.ParseFrom(stream), cancellationToken));
        }

        var brightest = new byte[measures.Count];
        for (var frame = 0; frame < brightest.Length; frame++)
        {
            brightest[frame] = Fingerprint.Largest((await pictures.ReadAsync(frame, cancellationToken)).Span);
        }

        return new Film(
            task.Scanned.Video, measures, brightest, [.. task.Scanned.Shots.Select(shot => new FrameRun((int)shot.Frames.From, (int)shot.Frames.To))],
            KeyFrames.Of(timeline), KeyDistance.Of(timeline));
    }

    private static IEnumerable<Finding> SoundFindings(ToJudge task, Timeline timeline)
    {
        var clock = new FilmClock(timeline);
        var heard = task.Heard.SelectMany(heard => heard.Findings).Select(sound =>
        {
            var frames = clock.Frames(sound.From, sound.To);
            var finding = sound.Finding.Clone();
            finding.Frames = new FrameRange { From = frames.From, To = frames.To };
            return finding;
        });
        return heard.Concat(SoundLength.Find(task.Scanned.Video, [.. task.Heard.Select(heard => heard.Report)]));
    }
}
