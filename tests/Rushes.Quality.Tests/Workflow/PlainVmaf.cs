using System.Globalization;
using Rushes.Quality.Functions.Score;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.Quality.Tests.Workflow;

/// <summary>What one process of FFmpeg and libvmaf says of whole files: the judge.</summary>
internal static class PlainVmaf
{
    private static readonly string[] Columns = ["vmaf", "psnr_y", "float_ssim"];

    private const string Features = "name=psnr|name=float_ssim";

    // FFmpeg 7.0 converts between what says its matrix and what says none, before libvmaf sees either.
    private const string Unlabelled = "setparams=colorspace=unknown";

    /// <param name="folder">Takes the log.</param>
    /// <param name="prepare">Filters on the reference.</param>
    /// <param name="scale">Filters on the encode.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static Task<IReadOnlyList<float[]>> ScoreAsync(string folder, string reference, string encoded, string prepare, string scale, CancellationToken cancellationToken) =>
        ScoreAsync(folder, reference, encoded, prepare, scale, $"feature={Features}", Columns, cancellationToken);

    /// <summary>By another model.</summary>
    /// <param name="model">As libvmaf's option has it.</param>
    public static Task<IReadOnlyList<float[]>> ScoreByAsync(string model, string folder, string reference, string encoded, CancellationToken cancellationToken) =>
        ScoreAsync(folder, reference, encoded, "null", "null", $"model={model}", ["vmaf"], cancellationToken);

    /// <summary>By CAMBI.</summary>
    public static Task<IReadOnlyList<float[]>> CambiAsync(string folder, string reference, string encoded, CancellationToken cancellationToken) =>
        ScoreAsync(folder, reference, encoded, "null", "null", "feature=name=cambi", ["cambi"], cancellationToken);

    private static async Task<IReadOnlyList<float[]>> ScoreAsync(
        string folder, string reference, string encoded, string prepare, string scale, string options, IReadOnlyList<string> columns, CancellationToken cancellationToken)
    {
        var ffmpeg = await TestMedia.FfmpegAsync();
        var graph = string.Create(
            CultureInfo.InvariantCulture,
            $"[0:v]{scale},{Unlabelled},settb=1/25,setpts=N[e];[1:v]{prepare},{Unlabelled},settb=1/25,setpts=N[r];[e][r]libvmaf={options}:log_fmt=csv:log_path=plain.csv");
        var result = await TestMedia.Runner.RunAsync(
            new(ffmpeg.Path, ["-v", "error", "-nostdin", "-i", encoded, "-i", reference, "-filter_complex", graph, "-f", "null", "-"])
            {
                WorkingDirectory = folder,
                // Whole films take as long as they do, and say nothing meanwhile.
                Limits = new ToolLimits(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan),
            },
            cancellationToken);
        Assert.True(result.Succeeded, result.ErrorTail);
        return await VmafLog.ReadAsync(Path.Combine(folder, "plain.csv"), columns, 1, cancellationToken);
    }
}
