using Rushes.Contracts;

namespace Rushes.Quality.Comparing;

/// <summary>What is measured of each frame, and what libvmaf calls it.</summary>
internal static class Metrics
{
    public const string Vmaf = "vmaf";

    /// <summary>Names in the order of their scores: VMAF first.</summary>
    public static IReadOnlyList<string> NamesOf(IEnumerable<QualityMetric> besides) => [Vmaf, .. InOrder(besides).Select(NameOf)];

    /// <summary>Columns of libvmaf's log in the same order.</summary>
    public static IReadOnlyList<string> ColumnsOf(IEnumerable<QualityMetric> besides) => [Vmaf, .. InOrder(besides).Select(metric => metric switch
    {
        QualityMetric.Psnr => "psnr_y",
        QualityMetric.Ssim => "float_ssim",
        _ => "cambi",
    })];

    /// <summary>Features that libvmaf is asked for.</summary>
    public static IEnumerable<string> FeaturesOf(IEnumerable<QualityMetric> besides) => InOrder(besides).Select(metric => metric switch
    {
        QualityMetric.Psnr => "psnr",
        QualityMetric.Ssim => "float_ssim",
        _ => "cambi",
    });

    /// <summary>Whether more of it is worse.</summary>
    public static bool IsOfFaults(string name) => name == NameOf(QualityMetric.Cambi);

    private static IEnumerable<QualityMetric> InOrder(IEnumerable<QualityMetric> metrics) => metrics.Distinct().Order();

    private static string NameOf(QualityMetric metric) => metric.ToString().ToLowerInvariant();
}
