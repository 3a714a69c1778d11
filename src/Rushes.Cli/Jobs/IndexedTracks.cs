using Rushes.Cli.Hosting;
using Rushes.Contracts;
using Rushes.Media;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff.Reading;
using Rushes.Packaging.Functions.Read;

namespace Rushes.Cli.Jobs;

/// <summary>Finds the tracks of a file as packaging does: in a stored index, in an MP4 or QuickTime file, or in any other after a lossless rewrap.</summary>
internal static class IndexedTracks
{
    /// <param name="path">Of a file that is there.</param>
    /// <param name="surroundings">Where the tools are looked for, when one is needed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null tracks: it cannot be read, and why.</returns>
    public static async Task<(IReadOnlyList<IndexedTrack>? Tracks, IReadOnlyList<Failure> Failures)> ReadAsync(
        string path, Surroundings surroundings, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = File.OpenRead(path);
            if (FrameIndex.IsStoredIn(stream))
            {
                return ([new IndexedTrack(FrameIndex.ReadFrom(stream), [])], []);
            }

            return MovieFile.IsLikely(stream)
                ? (await ReadMovieAsync(stream, path, cancellationToken), [])
                : await ReadRewrappedAsync(path, surroundings, cancellationToken);
        }
        catch (MediaFormatException malformed)
        {
            return (null, [IndexFailures.Unreadable(malformed.Message, path)]);
        }
    }

    private static async Task<IReadOnlyList<IndexedTrack>> ReadMovieAsync(FileStream stream, string path, CancellationToken cancellationToken)
    {
        var movie = await MovieFile.ReadAsync(stream, cancellationToken);
        var built = await MovieTrackIndex.BuildAllAsync(movie, stream, Path.GetFileName(path), cancellationToken);
        IndexedTrack[] tracks = [.. built.Select(one => new IndexedTrack(one.Result.Index, one.Result.Problems))];
        return tracks.Length > 0 ? tracks : throw new MediaFormatException("has neither picture nor sound", 0);
    }

    private static async Task<(IReadOnlyList<IndexedTrack>? Tracks, IReadOnlyList<Failure> Failures)> ReadRewrappedAsync(
        string path, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var (tools, missing) = await LocalTools.FindAsync(surroundings, cancellationToken);
        if (tools is null)
        {
            return (null, missing);
        }

        var folder = Directory.CreateDirectory(Path.Combine(surroundings.DefaultWorkPath, $"index-{Path.GetRandomFileName()}")).FullName;
        try
        {
            var rewrapped = Path.Combine(folder, "rewrapped.mov");
            if (await LosslessRewrap.RunAsync(tools.Runner, tools.Located.Ffmpeg!, path, rewrapped, cancellationToken) is { } failure)
            {
                failure.Category = FailureCategory.Input;
                return (null, [failure]);
            }

            await using var stream = File.OpenRead(rewrapped);
            return (await ReadMovieAsync(stream, rewrapped, cancellationToken), []);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
