using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Rpc.Access;
using Rushes.Storage;

namespace Rushes.Platform.Rpc.Files;

/// <summary>The service <c>rushes.v1.Files</c>. What is uploaded is known by its digest, so the same file is there once.</summary>
public sealed class FilesApi
{
    /// <summary>Each has a part in memory.</summary>
    private const int UploadsAtOnce = 64;

    private readonly IObjectStore _store;
    private readonly IUploads _uploads;
    private readonly long _maxBytes;
    private readonly TimeProvider _time;
    private int _uploading;

    private FilesApi(IObjectStore store, IUploads uploads, long maxBytes, TimeProvider time) =>
        (_store, _uploads, _maxBytes, _time) = (store, uploads, maxBytes, time);

    /// <param name="store">Where the files are.</param>
    /// <param name="uploads">Which of them were uploaded.</param>
    /// <param name="maxBytes">Of a file that is uploaded.</param>
    /// <param name="time">Who uploads and is silent for too long is not waited for.</param>
    public static IReadOnlyList<RpcMethod> Methods(IObjectStore store, IUploads uploads, long maxBytes, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(uploads);
        var api = new FilesApi(store, uploads, maxBytes, time);
        return
        [
            RpcMethod.Unary(FileMethods.Find, RpcRole.Submit, api.FindAsync),
            RpcMethod.Streaming<UploadFileRequest, ObjectRef>(FileMethods.Upload, RpcRole.Submit, api.UploadAsync),
            RpcMethod.ServerStreaming(FileMethods.Download, RpcRole.Read, api.DownloadAsync),
        ];
    }

    private async Task<FindFileResponse> FindAsync(FindFileRequest request, RpcCall call, CancellationToken cancellationToken)
    {
        if (request.Digest.Length != SHA256.HashSizeInBytes)
        {
            throw RpcException.Refused([UploadRules.NoDigest]);
        }

        if (await _uploads.FindAsync(Text(request.Digest), cancellationToken) is not { } key)
        {
            return new FindFileResponse();
        }

        var uri = _store.GetUri(key);
        return await StoreAnswer.OfAsync(() => _store.FindAsync(uri, cancellationToken)) is { } found
            ? new FindFileResponse { Object = new ObjectRef { Uri = uri, Size = found.Size, Digest = request.Digest } }
            : new FindFileResponse();
    }

    private async IAsyncEnumerable<ObjectRef> UploadAsync(
        IAsyncEnumerable<UploadFileRequest> requests, RpcCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var parts = new UploadedParts(requests, _time, cancellationToken);
        var announced = await parts.NextAsync() is { } first ? first.Clone() : new UploadFileRequest();
        var failures = UploadRules.Find(announced, _maxBytes);
        if (failures.Count > 0)
        {
            throw RpcException.Refused(failures);
        }

        yield return new ObjectRef { Uri = await PutAsync(announced, parts, cancellationToken), Size = announced.Size, Digest = announced.Digest };
    }

    private async Task<string> PutAsync(UploadFileRequest announced, UploadedParts parts, CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _uploading) > UploadsAtOnce)
            {
                throw new RpcException(RpcCode.Unavailable, $"{UploadsAtOnce} files are being uploaded already. Call again later.");
            }

            await using var content = new UploadedContent(announced, parts);
            var key = await _uploads.BeginAsync(Text(announced.Digest), cancellationToken);
            await StoreAnswer.OfAsync(() => _store.PutAsync(key, content, cancellationToken));
            var counts = await _uploads.EndAsync(Text(announced.Digest), key, cancellationToken);
            if (counts != key)
            {
                // Another upload of the same file was done before.
                await _store.DeleteAsync(key, cancellationToken);
            }

            return _store.GetUri(counts);
        }
        finally
        {
            Interlocked.Decrement(ref _uploading);
        }
    }

    private async IAsyncEnumerable<FilePart> DownloadAsync(
        DownloadFileRequest request, RpcCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var content = await OpenAsync(request, cancellationToken);
        var buffer = new byte[FileMethods.LargestPart];
        while (await StoreAnswer.OfAsync(() => content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).AsTask()) is > 0 and var count)
        {
            // It is written before the next one is asked for.
            yield return new FilePart { Content = UnsafeByteOperations.UnsafeWrap(buffer.AsMemory(0, count)) };
        }
    }

    private async Task<Stream> OpenAsync(DownloadFileRequest request, CancellationToken cancellationToken)
    {
        // Who may not have it learns nothing of it, not even that it is there.
        if (!Owns(request.Uri) || await StoreAnswer.OfAsync(() => _store.FindAsync(request.Uri, cancellationToken)) is not { } found)
        {
            throw new RpcException(RpcCode.NotFound, $"The store has no object '{request.Uri}'.");
        }

        if (request.Offset < 0 || request.Offset > found.Size)
        {
            throw new RpcException(RpcCode.OutOfRange, $"The object has {found.Size} bytes: nothing begins at {request.Offset}.");
        }

        var content = await StoreAnswer.OfAsync(() => _store.OpenReadAsync(request.Uri, cancellationToken));
        content.Position = request.Offset;
        return content;
    }

    private bool Owns(string uri)
    {
        try
        {
            return _store.Owns(uri);
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Text(ByteString digest) => Convert.ToHexStringLower(digest.Span);
}
