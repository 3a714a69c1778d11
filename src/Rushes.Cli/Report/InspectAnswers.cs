using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Cli.Report;

/// <summary>Fills an answer from what the service said. Pure.</summary>
internal static class InspectAnswers
{
    // LUFS: the gate of EBU R 128, and what meters say when nothing passes it.
    private const double Silence = -70;

    /// <param name="response">Whatever the service does not look for yet, or was not asked for, may be missing.</param>
    /// <param name="time">Of the command.</param>
    public static InspectAnswer Of(InspectResponse response, ReportTime time)
    {
        ReportFinding[] findings = [.. response.Findings.Select(ReportBuilder.Finding)];
        return new InspectAnswer
        {
            // What an encode would not take is refused here, with all that was found.
            Status = Array.Exists(findings, finding => finding.Severity == "error") ? "refused" : "done",
            Phase = PhaseOf(response.Phase),
            Source = Source(response),
            Video = InspectedPicture.Of(response),
            Audio = [.. response.Audio.Select(track => Sound(track, response.Sound.FirstOrDefault(report => report.StreamIndex == track.StreamIndex)))],
            Text = [.. response.Text.Select(text => new AnswerText(text.StreamIndex, text.Codec, text.Language))],
            Timecodes = [.. response.Timecodes.Select(timecode => new AnswerTimecode(timecode.Start, timecode.Place))],
            Shots = [.. response.Shots.Select(shot => new AnswerFilmShot(shot.Frames.From, shot.Frames.To, EntryOf(shot.Entry), Frames(shot.Transition)))],
            ActiveAreas = [.. response.ActiveAreas.Select(Area)],
            Offered = ReportSteps.Of(response.Offered),
            Findings = findings,
            Tools = ReportBuilder.Tools(response.Tools),
            Time = time,
        };
    }

    /// <summary>Null: unset.</summary>
    public static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;

    /// <summary>Null: unset.</summary>
    public static ReportDuration? Ticks(Rational? time) => time is { Denominator: > 0 } ? new ReportDuration(time.Numerator, time.Denominator) : null;

    public static string Ratio(Rational? ratio, string unset) =>
        ratio is { Denominator: > 0 } ? string.Create(CultureInfo.InvariantCulture, $"{ratio.Numerator}/{ratio.Denominator}") : unset;

    private static AnswerSource Source(InspectResponse response) => new(
        response.Source.Uri, Convert.ToHexStringLower(response.Source.Digest.Span), response.Source.Size, NullIfEmpty(response.Container),
        response.Video.Frames, Ticks(response.Video.Duration) ?? new ReportDuration(0, 1));

    private static AnswerSound Sound(AudioTrack track, SoundReport? report) => new(
        track.StreamIndex, track.Codec, track.SampleRate, track.Channels, NullIfEmpty(track.Layout), track.Language, track.IsDefault,
        report is null ? null : Heard(report));

    private static AnswerHeard Heard(SoundReport report) => new(
        Ticks(report.FirstTime), Ticks(report.Duration), report.IntegratedLoudness > Silence ? Level(report.IntegratedLoudness) : null, Level(report.LoudnessRange), Level(report.TruePeak),
        [.. report.Channels.Select(channel => new AnswerLevel(channel.Name, Level(channel.Rms), Level(channel.Peak)))]);

    // Of digital silence there is no level, and JSON has no word for it.
    private static double? Level(double value) => double.IsFinite(value) ? Math.Round(value, 2) : null;

    private static AnswerArea Area(ActiveArea area) => new(
        area.Frames.From, area.Frames.To, area.Area?.Left ?? 0, area.Area?.Top ?? 0, area.Area?.Width ?? 0, area.Area?.Height ?? 0);

    private static AnswerFrames? Frames(FrameRange? frames) => frames is null ? null : new AnswerFrames(frames.From, frames.To);

    private static string? PhaseOf(InspectionPhase phase) => phase switch
    {
        InspectionPhase.Full => "full",
        InspectionPhase.Artefacts => "artefacts",
        _ => null,
    };

    private static string EntryOf(ShotEntry entry) => entry switch
    {
        ShotEntry.Cut => "cut",
        ShotEntry.Dissolve => "dissolve",
        ShotEntry.Fade => "fade",
        _ => "start",
    };
}
