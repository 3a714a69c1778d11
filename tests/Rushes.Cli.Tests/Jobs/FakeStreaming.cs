using Rushes.Contracts;
using Rushes.Platform.Services;
using Rushes.Platform.Workflows;

namespace Rushes.Cli.Tests.Jobs;

/// <summary>A streaming service of one step, which the test writes.</summary>
internal static class FakeStreaming
{
    public static Service Create(
        Func<PrepareTitleRequest, CancellationToken, Task<StepOutcome<PrepareTitleResponse>>> step,
        Func<PrepareTitleRequest, IEnumerable<Failure>>? validate = null)
    {
        var dag = Dag.Define<PrepareTitleRequest, PrepareTitleResponse>(
            "packaging.fake", 1, PrepareTitleRequest.Parser,
            graph => graph.Inline("write", graph.Request, PrepareTitleResponse.Parser, (request, _, cancellationToken) => step(request, cancellationToken)));
        return new Service("streaming", [ApiMethod.Define(Methods.PrepareTitle, validate ?? (_ => []), request => request, dag)], []);
    }

    /// <summary>The second step gets what the first one made.</summary>
    public static Service CreateInTwoSteps(
        Func<PrepareTitleRequest, PrepareTitleResponse> first, Func<PrepareTitleRequest, PrepareTitleResponse, StepOutcome<PrepareTitleResponse>> second)
    {
        var dag = Dag.Define<PrepareTitleRequest, PrepareTitleResponse>("packaging.fake", 1, PrepareTitleRequest.Parser, graph =>
        {
            var made = graph.Inline(
                "first", graph.Request, PrepareTitleResponse.Parser,
                (request, _, _) => Task.FromResult<StepOutcome<PrepareTitleResponse>>(first(request)));
            return graph.Inline(
                "second", graph.Request.And(made), PrepareTitleResponse.Parser, (both, _, _) => Task.FromResult(second(both.First, both.Second)));
        });
        return new Service("streaming", [ApiMethod.Define(Methods.PrepareTitle, _ => [], request => request, dag)], []);
    }

    /// <summary>Writes one track as a packager would.</summary>
    public static PrepareTitleResponse Package(PrepareTitleRequest request)
    {
        var staging = Staging(request);
        Directory.CreateDirectory(Path.Combine(staging, "video/avc"));
        File.WriteAllText(Path.Combine(staging, "video/avc/720p.mp4"), "media");
        return Describe(request);
    }

    /// <summary>What a service would say of that track.</summary>
    public static PrepareTitleResponse Describe(PrepareTitleRequest request) => new()
    {
        Inspection = new InspectResponse { Source = new ObjectRef { Uri = request.SourceUri }, Video = new VideoTrack { Frames = 48 } },
        Encoding = new EncodeResponse
        {
            Videos = { new EncodedVideo { Name = "720p", Frames = 48, Chunks = 2, Recipe = new Recipe { Codec = new Codec { Format = CodecFormat.Avc }, Resolution = new Resolution { Width = 1280, Height = 720 } } } },
        },
        Package = new PackageResponse
        {
            Tracks = { new PackagedTrack { Kind = "video", Name = "720p", Codec = "avc", Path = "video/avc/720p.mp4", Bytes = 5 } },
        },
    };

    public static string Staging(PrepareTitleRequest request) => new Uri(request.StagingUri).LocalPath;
}
