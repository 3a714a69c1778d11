using Rushes.Contracts;
using Rushes.Packaging.Api;
using Rushes.Packaging.Functions.Files;
using Rushes.Packaging.Functions.Manifests;
using Rushes.Packaging.Functions.Map;
using Rushes.Packaging.Functions.Proof;
using Rushes.Packaging.Functions.Read;
using Rushes.Packaging.Functions.Thumbnails;
using Rushes.Packaging.Functions.Track;
using Rushes.Packaging.Workflow;
using Rushes.Platform.Functions;
using Rushes.Platform.Services;
using Rushes.Tools.Locating;

namespace Rushes.Packaging;

/// <summary>From indexes to streams: CMAF tracks straight from the chunks, HLS playlists, a DASH manifest, and the proof of all of it.</summary>
public static class PackagingService
{
    /// <param name="ffmpeg">Moves packets out of containers that are no MP4, and makes thumbnails.</param>
    /// <param name="intoFolders">A request may name a folder of this machine to write to; else all packages stay in the store.</param>
    public static Service Create(ToolInstallation ffmpeg, bool intoFolders) => new(
        "packaging",
        [ApiMethod.Define(Methods.Package, request => PackageApi.Validate(request, intoFolders), request => request, PackageDag.Definition)],
        [
            FunctionRegistration.Create(ReadFunction.Reference, Manifest("Read"), new ReadFunction(ffmpeg).RunAsync, ffmpeg.ToBuild()),
            FunctionRegistration.Create(FileFunction.Reference, Manifest("Files"), FileFunction.RunAsync),
            FunctionRegistration.Create(MapFunction.Reference, Manifest("Map"), MapFunction.RunAsync),
            FunctionRegistration.Create(TrackFunction.Reference, Manifest("Track"), TrackFunction.RunAsync),
            FunctionRegistration.Create(ThumbnailFunction.Reference, Manifest("Thumbnails"), new ThumbnailFunction(ffmpeg).RunAsync, ffmpeg.ToBuild()),
            FunctionRegistration.Create(ManifestsFunction.Reference, Manifest("Manifests"), ManifestsFunction.RunAsync),
            FunctionRegistration.Create(ProofFunction.Reference, Manifest("Proof"), ProofFunction.RunAsync),
        ]);

    private static FunctionManifest Manifest(string function) =>
        FunctionManifestReader.ReadEmbedded(typeof(PackagingService).Assembly, $"{function}/function.yaml");
}
