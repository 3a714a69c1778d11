using Rushes.Cli.Report;
using Rushes.Cli.Report.Page;

namespace Rushes.Cli.Jobs;

/// <summary>Writes the page of a measurement while its objects are there.</summary>
internal static class QualityPageFile
{
    public static async Task WriteAsync(string path, QualityEnd.Measured measured, CancellationToken cancellationToken)
    {
        var video = measured.Response.Videos[0];
        await using var scores = new BufferedStream(File.OpenRead(PathOf(video.Scores)));
        var curve = ScoreCurve.Read(scores, video.Frames);
        List<(long, double, byte[])> worst = [];
        foreach (var picture in video.Worst)
        {
            worst.Add((picture.Frame, picture.Vmaf, await File.ReadAllBytesAsync(PathOf(picture.Picture), cancellationToken)));
        }

        var duration = measured.Reference.Video.Duration;
        var page = new QualityPage(
            QualityAnswers.Done(measured, least: null, ReportTime.None), curve, (double)duration.Numerator / duration.Denominator, worst).Write();
        await WholeFile.WriteAsync(path, page, cancellationToken);
    }

    private static string PathOf(Contracts.ObjectRef reference) => new Uri(reference.Uri).LocalPath;
}
