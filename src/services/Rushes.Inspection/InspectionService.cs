using Rushes.Contracts;
using Rushes.Inspection.Api;
using Rushes.Inspection.Functions.Digest;
using Rushes.Inspection.Functions.Listen;
using Rushes.Inspection.Functions.Probe;
using Rushes.Inspection.Functions.Scan;
using Rushes.Inspection.Workflow;
using Rushes.Platform.Functions;
using Rushes.Platform.Services;
using Rushes.Tools.Locating;

namespace Rushes.Inspection;

/// <summary>VIS: what a mezzanine is. A first piece: its tracks, the exact time of every frame, its digest, first findings.</summary>
public static class InspectionService
{
    public static Service Create(ToolInstallation ffmpeg, ToolInstallation ffprobe)
    {
        ArgumentNullException.ThrowIfNull(ffmpeg);
        ArgumentNullException.ThrowIfNull(ffprobe);
        return new Service(
            "inspection",
            [ApiMethod.Define(Methods.Inspect, InspectApi.Validate, InspectApi.Convert, InspectDag.Definition)],
            [
                FunctionRegistration.Create(ProbeFunction.Reference, Manifest("Probe"), new ProbeFunction(ffprobe).RunAsync, ffprobe.ToBuild()),
                FunctionRegistration.Create(ScanFunction.Reference, Manifest("Scan"), new ScanFunction(ffmpeg).RunAsync, ffmpeg.ToBuild()),
                FunctionRegistration.Create(ListenFunction.Reference, Manifest("Listen"), new ListenFunction(ffmpeg).RunAsync, ffmpeg.ToBuild()),
                FunctionRegistration.Create(DigestFunction.Reference, Manifest("Digest"), DigestFunction.RunAsync),
            ]);
    }

    private static FunctionManifest Manifest(string function) =>
        FunctionManifestReader.ReadEmbedded(typeof(InspectionService).Assembly, $"{function}/function.yaml");
}
