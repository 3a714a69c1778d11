using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;

namespace Rushes.Client;

/// <summary>Files: brought to the server, and fetched from it.</summary>
/// <param name="channel">The caller's; not disposed here.</param>
public sealed class FilesClient(RpcChannel channel)
{
    private const int BufferBytes = 1 << 18;

    /// <summary>What somebody has uploaded before; null: it is not there.</summary>
    /// <param name="digest">SHA-256.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<ObjectRef?> FindAsync(ByteString digest, CancellationToken cancellationToken = default) =>
        (await channel.CallAsync(FileMethods.Find, new FindFileRequest { Digest = digest }, null, cancellationToken)).Object;

    /// <summary>Sends a file. What breaks off leaves nothing, and is sent from the start the next time.</summary>
    /// <param name="content">From its position to its end.</param>
    /// <param name="size">Bytes.</param>
    /// <param name="digest">SHA-256; the server compares.</param>
    /// <param name="progress">Told how many bytes were sent; null: nobody.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RpcException">It was refused, or the server cannot be reached.</exception>
    public async Task<ObjectRef> UploadAsync(
        Stream content, long size, ByteString digest, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var requests = PartsAsync(content, new UploadFileRequest { Size = size, Digest = digest }, progress, cancellationToken);
        return await channel.StreamAsync(FileMethods.Upload, requests, null, cancellationToken).SingleAsync(cancellationToken);
    }

    /// <summary>Fetches an object. What the file has already is its beginning, and is not fetched again.</summary>
    /// <param name="file">With its size; and its digest, unless the server has put it together without reading it.</param>
    /// <param name="destination">Can be read, written and sought. Of one that turns out wrong nothing stays.</param>
    /// <param name="progress">Told how many bytes are there; null: nobody.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RpcException">
    /// <see cref="RpcCode.DataLoss"/>: it is not the object, here or there. Otherwise what has come by then stays.
    /// </exception>
    public async Task DownloadAsync(ObjectRef file, Stream destination, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(destination);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var there = await HashAsync(destination, hash, cancellationToken);
        progress?.Report(there);
        if (there < file.Size)
        {
            await foreach (var part in channel.StreamAsync(FileMethods.Download, new DownloadFileRequest { Uri = file.Uri, Offset = there }, null, cancellationToken))
            {
                await destination.WriteAsync(part.Content.Memory, cancellationToken);
                hash.AppendData(part.Content.Span);
                there += part.Content.Length;
                progress?.Report(there);
                if (there > file.Size)
                {
                    break;
                }
            }
        }

        await destination.FlushAsync(cancellationToken);
        if (there != file.Size || (!file.Digest.IsEmpty && !hash.GetHashAndReset().AsSpan().SequenceEqual(file.Digest.Span)))
        {
            destination.SetLength(0);
            throw new RpcException(RpcCode.DataLoss, $"What was fetched of {file.Uri} is not that object.");
        }
    }

    private static async IAsyncEnumerable<UploadFileRequest> PartsAsync(
        Stream content, UploadFileRequest first, IProgress<long>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return first;
        var buffer = new byte[BufferBytes];
        for (var sent = 0L; await content.ReadAsync(buffer, cancellationToken) is > 0 and var count; progress?.Report(sent += count))
        {
            // It is written before the next one is asked for.
            yield return new UploadFileRequest { Content = UnsafeByteOperations.UnsafeWrap(buffer.AsMemory(0, count)) };
        }
    }

    private static async Task<long> HashAsync(Stream content, IncrementalHash hash, CancellationToken cancellationToken)
    {
        content.Position = 0;
        var buffer = new byte[BufferBytes];
        while (await content.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            hash.AppendData(buffer, 0, count);
        }

        return content.Position;
    }
}
