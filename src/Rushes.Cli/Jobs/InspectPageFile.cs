using Rushes.Cli.Report;
using Rushes.Cli.Report.Page;

namespace Rushes.Cli.Jobs;

/// <summary>Writes the page of an inspection while its source can be looked at.</summary>
internal static class InspectPageFile
{
    public static async Task WriteAsync(string path, InspectEnd.Inspected inspected, FaultShooting shooting, CancellationToken cancellationToken)
    {
        var (response, timeline) = (inspected.Response, inspected.Timeline);
        var answer = InspectAnswers.Of(response, ReportTime.None);
        List<FaultPicture> pictures = [];
        foreach (var (finding, frame) in FaultPictures.Choose(answer.Findings, timeline.Count))
        {
            if (await shooting.ShootAsync(response.Video, timeline, frame, cancellationToken) is { } jpeg)
            {
                pictures.Add(new FaultPicture(finding, frame, jpeg));
            }
        }

        var page = new InspectPage(answer, new FilmTime(timeline), response.Sound, response.Picture, pictures);
        await WholeFile.WriteAsync(path, page.Write(), cancellationToken);
    }
}
