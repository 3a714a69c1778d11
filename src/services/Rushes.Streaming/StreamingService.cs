using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Services;
using Rushes.Streaming.Api;
using Rushes.Streaming.Functions.Halve;
using Rushes.Streaming.Workflow;

namespace Rushes.Streaming;

/// <summary>
/// The orchestrator for members: has a title inspected, encoded, validated and packaged, all by calls of other services.
/// </summary>
public static class StreamingService
{
    /// <param name="intoFolders">A request may name a folder of this machine to publish in; else all packages stay in the store.</param>
    public static Service Create(bool intoFolders) => new(
        "streaming",
        [ApiMethod.Define(Methods.PrepareTitle, request => PrepareTitleApi.Validate(request, intoFolders), request => request, TitleDag.Definition)],
        [FunctionRegistration.Create(HalveFunction.Reference, Manifest("Halve"), HalveFunction.RunAsync)]);

    private static FunctionManifest Manifest(string function) =>
        FunctionManifestReader.ReadEmbedded(typeof(StreamingService).Assembly, $"{function}/function.yaml");
}
