using Rushes.Cli.Jobs;
using Rushes.Contracts;

namespace Rushes.Cli.Report;

/// <summary>Fills an answer from what the service said. Pure.</summary>
internal static class QualityAnswers
{
    // What libvmaf writes has six.
    private const int Decimals = 6;

    private const string Vmaf = "vmaf";

    /// <param name="measured">Of one video.</param>
    /// <param name="least">Mean VMAF; null: none is asked for.</param>
    /// <param name="time">Of the command.</param>
    public static QualityAnswer Done(QualityEnd.Measured measured, double? least, ReportTime time)
    {
        var video = measured.Response.Videos[0];
        var metrics = video.Metrics.ToDictionary(metric => metric.Name, Metric);
        return new QualityAnswer
        {
            Status = "done",
            Enough = least is { } bound ? metrics[Vmaf].Mean >= bound : null,
            Reference = File(measured.Reference),
            Encoded = File(measured.Encoded),
            Compared = new AnswerComparison(video.Model, video.Compared.Width, video.Compared.Height, video.Bits, video.Transfer.Length > 0 ? video.Transfer : null),
            Frames = video.Frames,
            Measured = video.Measured,
            Vmaf = Report(video),
            Metrics = metrics,
            Shots = [.. video.Shots.Select(shot => Shot(shot, video.Metrics))],
            Findings = [.. Findings(measured).Select(ReportBuilder.Finding)],
            Tools = ReportBuilder.Tools([.. measured.Reference.Tools, .. measured.Response.Tools]),
            Time = time,
        };
    }

    // A decoder that starts in the middle complains of what it lacks there. Whether a file is damaged, its whole decode has told; then windows say where.
    private static IEnumerable<Finding> Findings(QualityEnd.Measured measured)
    {
        Finding[] inspected = [.. measured.Reference.Findings, .. measured.Encoded.Findings];
        var isDamaged = Array.Exists(inspected, finding => finding.TellsOfDamage);
        return inspected.Concat(measured.Response.Findings.Where(finding => isDamaged || finding.Code != "quality.decode_errors"));
    }

    public static ReportVmaf Report(VideoQuality video)
    {
        var vmaf = video.Metrics.First(metric => metric.Name == Vmaf);
        return new ReportVmaf(Round(vmaf.Mean), Round(vmaf.HarmonicMean), Round(vmaf.P1), Round(vmaf.P5), Round(vmaf.WorstShot), vmaf.Error > 0 ? Round(vmaf.Error) : null)
        {
            Model = video.Model,
            Measured = video.Measured,
        };
    }

    private static AnswerFile File(InspectResponse inspection) => new(
        inspection.Source.Uri, Convert.ToHexStringLower(inspection.Source.Digest.Span), inspection.Video.Codec,
        inspection.Video.Upright.Width, inspection.Video.Upright.Height, inspection.Video.Frames);

    private static AnswerMetric Metric(PooledMetric metric) => new(
        Round(metric.Mean), Round(metric.HarmonicMean), Round(metric.P1), Round(metric.P5), Round(metric.Least), Round(metric.Greatest),
        Round(metric.WorstShot), metric.Error > 0 ? Round(metric.Error) : null);

    private static AnswerShot Shot(ShotQuality shot, IReadOnlyList<PooledMetric> metrics) => new(
        shot.Frames.From, shot.Frames.To, shot.Measured,
        metrics.Zip(shot.Means).ToDictionary(pair => pair.First.Name, pair => Round(pair.Second)));

    private static double Round(double value) => Math.Round(value, Decimals);
}
