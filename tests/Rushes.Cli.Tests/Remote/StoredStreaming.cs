using System.Security.Cryptography;
using Google.Protobuf;
using Rushes.Cli.Tests.Jobs;
using Rushes.Contracts;
using Rushes.Platform.Services;
using Rushes.Storage;

namespace Rushes.Cli.Tests.Remote;

/// <summary>A streaming service that leaves its package in the store, as a test writes it.</summary>
internal static class StoredStreaming
{
    public static readonly byte[] Media = [.. Enumerable.Range(0, 3_000_000).Select(number => (byte)(number * 7 / 3))];

    /// <param name="store">Of the server.</param>
    /// <param name="before">What comes first; the job ends with what it gives, unless that is null.</param>
    /// <param name="path">Of the media in the package.</param>
    public static Service Create(IObjectStore store, Func<PrepareTitleRequest, CancellationToken, Task<Failure?>>? before = null, string path = "video/avc/720p.mp4") =>
        FakeStreaming.Create(async (request, cancellationToken) =>
            before is not null && await before(request, cancellationToken) is { } failure ? failure : await PackageAsync(store, request, path, cancellationToken));

    private static async Task<PrepareTitleResponse> PackageAsync(IObjectStore store, PrepareTitleRequest request, string path, CancellationToken cancellationToken)
    {
        var response = FakeStreaming.Describe(request);
        response.Package.Files.Add(await FileAsync(store, path, Media, cancellationToken));
        response.Package.Files.Add(await FileAsync(store, "master.m3u8", "#EXTM3U"u8.ToArray(), cancellationToken));
        return response;
    }

    private static async Task<PackagedFile> FileAsync(IObjectStore store, string path, byte[] bytes, CancellationToken cancellationToken) => new()
    {
        Path = path,
        Object = new ObjectRef
        {
            Uri = await store.PutAsync($"made/{bytes.Length}", new MemoryStream(bytes), cancellationToken),
            Size = bytes.Length,
            Digest = ByteString.CopyFrom(SHA256.HashData(bytes)),
        },
    };
}
