using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Services;
using Rushes.Quality.Api;
using Rushes.Quality.Functions.Align;
using Rushes.Quality.Functions.Picture;
using Rushes.Quality.Functions.Pool;
using Rushes.Quality.Functions.Score;
using Rushes.Quality.Workflow;
using Rushes.Tools.Locating;

namespace Rushes.Quality;

/// <summary>VQS: how much of a mezzanine's picture is left in encodes of it. It never encodes, and measures again at any time.</summary>
public static class QualityService
{
    public static Service Create(ToolInstallation ffmpeg)
    {
        ArgumentNullException.ThrowIfNull(ffmpeg);
        return new Service(
            "quality",
            [ApiMethod.Define(Methods.Measure, MeasureApi.Validate, request => request, MeasureDag.Definition)],
            [
                FunctionRegistration.Create(AlignFunction.Reference, Manifest("Align"), AlignFunction.RunAsync),
                FunctionRegistration.Create(ScoreFunction.Reference, Manifest("Score"), new ScoreFunction(ffmpeg).RunAsync, ffmpeg.ToBuild()),
                FunctionRegistration.Create(PoolFunction.Reference, Manifest("Pool"), PoolFunction.RunAsync),
                FunctionRegistration.Create(PictureFunction.Reference, Manifest("Picture"), new PictureFunction(ffmpeg).RunAsync, ffmpeg.ToBuild()),
            ]);
    }

    private static FunctionManifest Manifest(string function) =>
        FunctionManifestReader.ReadEmbedded(typeof(QualityService).Assembly, $"{function}/function.yaml");
}
