using Rushes.Audio.Api;
using Rushes.Audio.Functions.Aac;
using Rushes.Audio.Workflow;
using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Services;
using Rushes.Tools.Locating;

namespace Rushes.Audio;

/// <summary>Encodes one audio track whole, on the clock of the picture.</summary>
public static class AudioService
{
    public static Service Create(ToolInstallation ffmpeg)
    {
        ArgumentNullException.ThrowIfNull(ffmpeg);
        return new Service(
            "audio",
            [ApiMethod.Define(Methods.EncodeAudio, EncodeAudioApi.Validate, request => request, AudioDag.Definition)],
            [FunctionRegistration.Create(
                AacFunction.Reference, FunctionManifestReader.ReadEmbedded(typeof(AudioService).Assembly, "Aac/function.yaml"), new AacFunction(ffmpeg).RunAsync, ffmpeg.ToBuild())]);
    }
}
