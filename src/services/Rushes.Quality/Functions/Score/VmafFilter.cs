using System.Globalization;
using Rushes.Contracts;
using Rushes.Quality.Comparing;
using Rushes.Quality.Workflow;

namespace Rushes.Quality.Functions.Score;

/// <summary>libvmaf as a filter.</summary>
internal static class VmafFilter
{
    /// <summary>Both sides on one clock that counts frames: whatever their times were, frame n meets frame n.</summary>
    public const string Count = "settb=1/25,setpts=N";

    /// <param name="comparison">With its model.</param>
    /// <param name="metrics">Besides VMAF.</param>
    /// <param name="log">A name in the work folder.</param>
    /// <param name="step">Every how many frames are scored; of those between only motion is told.</param>
    public static string Of(Comparison comparison, IEnumerable<QualityMetric> metrics, string log, int step = 1)
    {
        var model = $"version={comparison.Model}{(comparison.EnableTransform ? "\\\\:enable_transform=true" : "")}";
        string[] features = [.. Metrics.FeaturesOf(metrics).Select(feature => $"name={feature}")];
        var sampling = step > 1 ? string.Create(CultureInfo.InvariantCulture, $":n_subsample={step}") : "";
        return $"libvmaf=model={model}{(features.Length > 0 ? $":feature={string.Join('|', features)}" : "")}{sampling}:log_fmt=csv:log_path={log}:shortest=1:repeatlast=0";
    }
}
