using Rushes.Contracts;
using Rushes.Encoding.Api;
using Rushes.Encoding.Chunks;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Functions.Assemble;
using Rushes.Encoding.Functions.Keep;
using Rushes.Encoding.Workflow;
using Rushes.Platform.Functions;
using Rushes.Platform.Services;
using Rushes.Tools.Locating;

namespace Rushes.Encoding;

/// <summary>
/// VES: a mezzanine, or a range of its frames, and one or several recipes become encoded videos, each a frame index over
/// the chunks as the encoder wrote them. Api/ checks requests, Workflow/ splits and joins, Formats/ and Functions/ know the codecs, Chunks/ encodes.
/// </summary>
public static class EncodingService
{
    /// <param name="ffmpeg">Encodes.</param>
    public static Service Create(ToolInstallation ffmpeg)
    {
        ArgumentNullException.ThrowIfNull(ffmpeg);
        return new Service(
            "encoding",
            [ApiMethod.Define(Methods.Encode, EncodeApi.Validate, EncodeApi.Convert, EncodeDag.Definition)],
            [
                .. VideoFormats.All.Select(format => FunctionRegistration.Create(
                    format.Function, Manifest(format.Folder), new ChunkFunction(ffmpeg, format).RunAsync, ffmpeg.ToBuild())),
                FunctionRegistration.Create(AssembleFunction.Reference, Manifest("Assemble"), AssembleFunction.RunAsync),
                FunctionRegistration.Create(KeepFunction.Reference, Manifest("Keep"), KeepFunction.RunAsync),
            ]);
    }

    private static FunctionManifest Manifest(string function) =>
        FunctionManifestReader.ReadEmbedded(typeof(EncodingService).Assembly, $"{function}/function.yaml");
}
