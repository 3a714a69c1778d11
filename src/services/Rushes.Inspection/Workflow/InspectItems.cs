using Rushes.Contracts;
using Rushes.Platform.Workflows;

namespace Rushes.Inspection.Workflow;

/// <summary>What is to be done, and the answer from what was done.</summary>
internal static class InspectItems
{
    /// <summary>A minute or so: long against what a seek decodes in vain.</summary>
    private const int FramesOfPart = 1800;

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
