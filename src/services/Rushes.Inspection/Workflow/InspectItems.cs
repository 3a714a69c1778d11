using Rushes.Contracts;
using Rushes.Inspection.Functions.Survey;
using Rushes.Platform.Workflows;

namespace Rushes.Inspection.Workflow;

/// <summary>What is to be done, and the answer from what was done.</summary>
internal static class InspectItems
{
    /// <summary>A minute or so: long against what a seek decodes in vain.</summary>
    private const int FramesOfPart = 1800;

    public static IEnumerable<MapItem<FilmToSurvey>> ToSurvey(Probed probed, Digested digested) =>
        FilmParts.MayHave(probed) ? [new(Film(probed, digested), "survey packets", 1)] : [];

    public static IEnumerable<MapItem<PartToDecode>> ToDecode(Probed probed, Digested digested, IReadOnlyList<Surveyed> surveyed) =>
        surveyed.SelectMany(survey => survey.Parts.Select(frames => new MapItem<PartToDecode>(
            new PartToDecode { Film = Film(probed, digested), Timeline = survey.Timeline, Frames = frames },
            $"scan frames {frames.From} to {frames.To - 1}", frames.To - frames.From)
        {
            Height = probed.Video.Upright.Height,
        }));

    public static IEnumerable<MapItem<FilmToSurvey>> ToGroup(Probed probed, Digested digested, IReadOnlyList<Surveyed> surveyed) =>
        surveyed is [{ Parts.Count: > 0 }] ? [new(Film(probed, digested), "digest groups", 1)] : [];

    public static MapItem<FilmToScan> ToScan(
        Probed probed, Digested digested, IReadOnlyList<Surveyed> surveyed, IReadOnlyList<DecodedPart> parts, IReadOnlyList<Grouped> grouped) => new(
        new FilmToScan
        {
            Probed = new Probed(probed) { Media = digested.Media },
            Timeline = surveyed is [var survey] ? survey.Timeline : null,
            Parts = { parts },
            Groups = grouped is [var group] ? group.Groups : null,
        },
        "scan frames", 1)
    {
        Height = probed.Video.Upright.Height,
    };

    private static FilmToSurvey Film(Probed probed, Digested digested) => new() { Media = digested.Media, Video = probed.Video, TimeBase = probed.TimeBase };

    public static IEnumerable<MapItem<PicturesToMeasure>> ToMeasure(SourceFile source, Digested digested, Scanned scanned)
    {
        // Filters start anew where the format changes, and forget what they have said.
        if (source.Phase == InspectionPhase.Artefacts || scanned.Video.FormatChanges > 0)
        {
            return [];
        }

        var parts = (scanned.Video.Frames + FramesOfPart - 1) / FramesOfPart;
        return Enumerable.Range(0, (int)parts).Select(part =>
        {
            var frames = new FrameRange { From = scanned.Video.Frames * part / parts, To = scanned.Video.Frames * (part + 1) / parts };
            return new MapItem<PicturesToMeasure>(
                new PicturesToMeasure { Media = digested.Media, Video = scanned.Video, Timeline = scanned.Timeline, Frames = frames },
                $"measure frames {frames.From} to {frames.To - 1}", frames.To - frames.From)
            {
                Height = scanned.Video.Upright.Height,
            };
        });
    }

    public static IEnumerable<MapItem<SoundToHear>> ToHear(SourceFile source, Probed probed, Digested digested) =>
        source.Phase == InspectionPhase.Artefacts || source.LeaveOut.Contains(InspectionCheck.Audio)
            ? []
            : probed.Audio.Select(track => new MapItem<SoundToHear>(
                new SoundToHear { Media = digested.Media, Track = track }, FormattableString.Invariant($"listen to track {track.StreamIndex}"), 1));

    public static ToJudge ToJudge(SourceFile source, Probed probed, Scanned scanned, IReadOnlyList<MeasuredPictures> measured, IReadOnlyList<SoundHeard> heard) => new()
    {
        Probed = probed,
        Scanned = scanned,
        Measured = { measured },
        Heard = { heard },
        WithoutCadence = source.LeaveOut.Contains(InspectionCheck.Cadence),
    };

    public static InspectResponse Answer(
        SourceFile source, Probed probed, Scanned scanned, Digested digested, IReadOnlyList<SoundHeard> heard, Judged judged, IReadOnlyList<ToolBuild> tools) => new()
    {
        Source = digested.Media,
        Container = probed.Container,
        Phase = source.Phase,
        Video = scanned.Video,
        Audio = { probed.Audio },
        Text = { probed.Text },
        Timecodes = { probed.Timecodes },
        Timeline = scanned.Timeline,
        Fingerprints = scanned.Fingerprints,
        Groups = scanned.Groups,
        Shots = { scanned.Shots },
        ActiveAreas = { judged.ActiveAreas },
        Sound = { heard.Select(sound => sound.Report) },
        Picture = judged.Picture,
        Offered = judged.Offered,
        Findings = { probed.Findings, scanned.Findings, judged.Findings },
        Tools = { tools },
    };
}
