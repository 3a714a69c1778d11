using Rushes.Contracts;
using Rushes.Platform.Services;
using Rushes.Streaming.Api;
using Rushes.Streaming.Workflow;

namespace Rushes.Streaming;

/// <summary>
/// The orchestrator for members: has a title inspected, encoded, validated and packaged, all by calls of other services.
/// </summary>
public static class StreamingService
{
    public static Service Create() => new(
        "streaming",
        [ApiMethod.Define(Methods.PrepareTitle, PrepareTitleApi.Validate, request => request, TitleDag.Definition)],
        []);
}
