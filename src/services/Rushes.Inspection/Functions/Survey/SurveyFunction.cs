using Rushes.Inspection.Functions.Scan;
using Rushes.Inspection.Workflow;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Tools.Locating;
using Rushes.Tools.Probing;

namespace Rushes.Inspection.Functions.Survey;

/// <summary>Reads the packets of a long film, and divides it where each of them seems to be a frame.</summary>
internal sealed class SurveyFunction(ToolInstallation ffmpeg)
{
    private const string TimelineName = "packets.rtl";

    public static readonly FunctionReference<FilmToSurvey, Surveyed> Reference = new("inspection.survey", FilmToSurvey.Parser, Surveyed.Parser);

    public async Task<StepOutcome<Surveyed>> RunAsync(FilmToSurvey film, FunctionContext context, CancellationToken cancellationToken)
    {
        var kept = ScanFiles.Kept(context, ffmpeg, film.Media, film.Video, film.TimeBase);
        if (await kept.FindAsync(ScanFiles.Scanned, Scanned.Parser, cancellationToken) is not null)
        {
            return new Surveyed();
        }

        var path = await context.OpenAsync(film.Media, cancellationToken);
        var timeline = await new PacketScan(context.Tools, ffmpeg).FindTimelineAsync(path, film.Video.StreamIndex, cancellationToken);
        if (timeline is null || FilmParts.Of(timeline) is not [_, ..] parts)
        {
            return new Surveyed();
        }

        context.Write(TimelineName, timeline.WriteTo);
        return new Surveyed { Timeline = await context.PublishAsync(TimelineName, cancellationToken), Parts = { parts } };
    }
}
