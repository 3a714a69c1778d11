using Rushes.Audio.Functions.Aac;
using Rushes.Contracts;
using Rushes.Platform.Workflows;

namespace Rushes.Audio.Workflow;

/// <summary>One function: audio is encoded whole, because that is cheap and a border would be heard.</summary>
internal static class AudioDag
{
    public static readonly Dag<EncodeAudioRequest, EncodeAudioResponse> Definition =
        Dag.Define<EncodeAudioRequest, EncodeAudioResponse>("audio.encode", version: 1, EncodeAudioRequest.Parser, dag =>
            dag.Function("encode", dag.Request, AacFunction.Reference, request => new MapItem<EncodeAudioRequest>(request, request.Name, 1)));
}
