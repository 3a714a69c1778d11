using Google.Protobuf;
using Rushes.Cli.Hosting;
using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Rpc.Jobs;
using Rushes.Streaming.Ladders;

namespace Rushes.Cli.Tests.Remote;

/// <summary>Callers of a server must not have it write to its folders.</summary>
public sealed class FolderRequestTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public static TheoryData<string, byte[]> Requests { get; } = new()
    {
        { Methods.PrepareTitle.FullName, Title("file:///srv/x", "file:///srv/y") },
        { Methods.PrepareTitle.FullName, Title("", "file:///srv/y") },
        { Methods.PrepareTitle.FullName, Title("file:///srv/x", "") },
        { Methods.Package.FullName, new PackageRequest { DestinationUri = "file:///srv/x" }.ToByteArray() },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Server_AskedToWriteToAFolder_Refuses(string method, byte[] request)
    {
        await using var server = new TitleServer(_folder);
        await server.StartAsync(ServiceCatalog.Definitions);
        var submission = await server.Jobs.SubmitAsync(
            new JobSubmission(method, ByteString.CopyFrom(request), "mine", new Priority(), null), TestContext.Current.CancellationToken);
        Assert.Contains("request.destination", Assert.IsType<Submission.Refused>(submission).Failures.Select(failure => failure.Code));
    }

    private static byte[] Title(string staging, string destination) => new PrepareTitleRequest
    {
        SourceUri = "file:///film.mov", StagingUri = staging, DestinationUri = destination, Ladder = StandardLadder.Avc,
    }.ToByteArray();
}
