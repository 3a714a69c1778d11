using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.Progressive;

namespace Rushes.Cli.Jobs;

/// <summary>An encode as it is named: a media file, or an index of one, whose frames are then copied into a file. No picture is decoded.</summary>
internal static class EncodedFile
{
    /// <param name="path">Absolute; of a file that is there.</param>
    /// <param name="folder">For the file that is made of an index; it is as large as the frames.</param>
    /// <param name="cancellationToken">Nothing is left of what was not finished, but in the folder.</param>
    /// <returns>The path of a media file; or all that is wrong with the index.</returns>
    public static async Task<(string? Path, IReadOnlyList<Failure> Failures)> ProvideAsync(string path, string folder, CancellationToken cancellationToken)
    {
        await using (var stream = File.OpenRead(path))
        {
            if (!FrameIndex.IsStoredIn(stream))
            {
                return (path, []);
            }
        }

        var (stored, failure) = await StoredIndex.ReadAsync(path, cancellationToken);
        Failure[] failures = stored is null ? [failure!] : [.. Obstacles(stored, path)];
        if (failures.Length > 0)
        {
            return (null, failures);
        }

        try
        {
            var assembled = Path.Combine(folder, "assembled.mp4");
            await WriteAsync(stored!, assembled, cancellationToken);
            return (assembled, []);
        }
        catch (EndOfStreamException)
        {
            return (null, [IndexFailures.ShortChunk(path)]);
        }
        catch (ArgumentException unfit)
        {
            return (null, [IndexFailures.Unreadable(unfit.Message, path)]);
        }
    }

    private static IEnumerable<Failure> Obstacles(StoredIndex stored, string path)
    {
        if (stored.Index.Encryption is not null)
        {
            yield return IndexFailures.Unreadable("its frames are encrypted.", path);
        }

        if (stored.Index.Format.Kind != TrackKind.Video)
        {
            yield return IndexFailures.Unreadable("it holds no picture.", path);
        }

        foreach (var chunk in stored.Files.Where(chunk => !File.Exists(chunk.Value)))
        {
            yield return IndexFailures.MissingChunk(chunk.Key, path);
        }
    }

    private static async Task WriteAsync(StoredIndex stored, string path, CancellationToken cancellationToken)
    {
        var layout = new ProgressiveFile([new ProgressiveTrack(stored.Index)], new ProgressiveOptions());
        await using var chunks = new ChunkStreams(stored.Index, (chunk, _) => Task.FromResult(stored.Open(chunk) ?? Stream.Null));
        await using var file = File.Create(path);
        await FileWriter.WriteAsync(layout, [chunks], file, cancellationToken);
    }
}
