using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Services;
using Rushes.Tools.Locating;
using Rushes.Validation.Api;
using Rushes.Validation.Functions.Compare;
using Rushes.Validation.Functions.Conform;
using Rushes.Validation.Functions.Decode;
using Rushes.Validation.Functions.Judge;
using Rushes.Validation.Workflow;

namespace Rushes.Validation;

/// <summary>
/// VVS: holds encoded videos against what was promised of them: timeline, chunks, key frames, the bitstream itself, and decodability.
/// </summary>
public static class ValidationService
{
    public static Service Create(ToolInstallation ffmpeg)
    {
        ArgumentNullException.ThrowIfNull(ffmpeg);
        return new Service(
            "validation",
            [ApiMethod.Define(Methods.Validate, ValidateApi.Validate, request => request, ValidateDag.Definition)],
            [
                FunctionRegistration.Create(JudgeFunction.Reference, Manifest("Judge"), JudgeFunction.RunAsync),
                FunctionRegistration.Create(ConformFunction.Reference, Manifest("Conform"), ConformFunction.RunAsync),
                FunctionRegistration.Create(DecodeFunction.Reference, Manifest("Decode"), new DecodeFunction(ffmpeg).RunAsync, ffmpeg.ToBuild()),
                FunctionRegistration.Create(CompareFunction.Reference, Manifest("Compare"), CompareFunction.RunAsync),
            ]);
    }

    private static FunctionManifest Manifest(string function) =>
        FunctionManifestReader.ReadEmbedded(typeof(ValidationService).Assembly, $"{function}/function.yaml");
}
