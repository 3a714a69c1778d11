using Rushes.Contracts;
using Rushes.Media;
using Rushes.Media.Indexing;
using Rushes.Storage.Local;

namespace Rushes.Cli.Jobs;

/// <summary>An index in a folder, with its sidecar where it has one, and the chunks that it names beside it.</summary>
/// <param name="Index">That was read.</param>
/// <param name="Digests">The sidecar; empty without one.</param>
/// <param name="Files">Of the chunks, by their URIs.</param>
internal sealed record StoredIndex(FrameIndex Index, ReadOnlyMemory<byte> Digests, IReadOnlyDictionary<string, string> Files)
{
    /// <param name="path">Of a file that is there.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<(StoredIndex? Index, Failure? Failure)> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = File.OpenRead(path);
            var index = FrameIndex.ReadFrom(stream);
            var files = new Dictionary<string, string>();
            foreach (var uri in index.Chunks.Select(chunk => chunk.Uri))
            {
                if (!Uri.TryCreate(new Uri(LocalObjectStore.UriOf(path)), uri, out var place) || !place.IsFile || place.Host.Length > 0)
                {
                    return (null, IndexFailures.NotLocal(uri, path));
                }

                files[uri] = place.LocalPath;
            }

            return (new StoredIndex(index, await ReadSidecarAsync(SidecarOf(path, index), index.Count, cancellationToken), files), null);
        }
        catch (MediaFormatException malformed)
        {
            return (null, IndexFailures.Malformed(malformed.Message, path));
        }
    }

    /// <summary>Null when there is none. What has no bytes is not opened: it may be a pipe, and hang.</summary>
    public Stream? Open(IndexedChunk chunk)
    {
        var file = new FileInfo(Files[chunk.Uri]);
        return !file.Exists ? null : file.Length == 0 ? Stream.Null : file.OpenRead();
    }

    // Of frames as they lie in the chunks.
    private static string SidecarOf(string path, FrameIndex index) => Path.ChangeExtension(path, index.Encryption is null ? ".rfd" : ".encrypted.rfd");

    // Of one that is too long no more is read than shows it.
    private static async Task<ReadOnlyMemory<byte>> ReadSidecarAsync(string path, int frames, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length == 0)
        {
            return default;
        }

        await using var stream = file.OpenRead();
        var digests = new byte[Math.Min(stream.Length, (frames + 1L) * FrameDigests.BytesPerFrame)];
        await stream.ReadExactlyAsync(digests, cancellationToken);
        return digests;
    }
}
