using Rushes.Contracts;
using Rushes.Inspection.Api;
using Rushes.Inspection.Functions.Decode;
using Rushes.Inspection.Functions.Digest;
using Rushes.Inspection.Functions.Group;
using Rushes.Inspection.Functions.Judge;
using Rushes.Inspection.Functions.Listen;
using Rushes.Inspection.Functions.Measure;
using Rushes.Inspection.Functions.Probe;
using Rushes.Inspection.Functions.Scan;
using Rushes.Inspection.Functions.Survey;
using Rushes.Inspection.Workflow;
using Rushes.Platform.Functions;
using Rushes.Platform.Services;
using Rushes.Tools.Locating;

namespace Rushes.Inspection;

/// <summary>VIS: what a mezzanine is, frame by frame, and what is wrong with it.</summary>
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
                FunctionRegistration.Create(SurveyFunction.Reference, Manifest("Survey"), new SurveyFunction(ffmpeg).RunAsync, ffmpeg.ToBuild()),
                FunctionRegistration.Create(GroupFunction.Reference, Manifest("Group"), new GroupFunction(ffmpeg).RunAsync, ffmpeg.ToBuild()),
                FunctionRegistration.Create(DecodeFunction.Reference, Manifest("Decode"), new DecodeFunction(ffmpeg).RunAsync, ffmpeg.ToBuild()),
                FunctionRegistration.Create(ScanFunction.Reference, Manifest("Scan"), new ScanFunction(ffmpeg).RunAsync, ffmpeg.ToBuild()),
                FunctionRegistration.Create(MeasureFunction.Reference, Manifest("Measure"), new MeasureFunction(ffmpeg).RunAsync, ffmpeg.ToBuild()),
                FunctionRegistration.Create(ListenFunction.Reference, Manifest("Listen"), new ListenFunction(ffmpeg).RunAsync, ffmpeg.ToBuild()),
                FunctionRegistration.Create(JudgeFunction.Reference, Manifest("Judge"), JudgeFunction.RunAsync),
                FunctionRegistration.Create(DigestFunction.Reference, Manifest("Digest"), DigestFunction.RunAsync),
            ]);
    }

    private static FunctionManifest Manifest(string function) =>
        FunctionManifestReader.ReadEmbedded(typeof(InspectionService).Assembly, $"{function}/function.yaml");
}
