using Rushes.Cli.Hosting;
using Rushes.Contracts;
using Rushes.Media;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.Reading;
using Rushes.Packaging.Functions.Read;

namespace Rushes.Cli.Jobs;

/// <summary>The picture of a local file, to be read: of a stored index, an MP4 or QuickTime file, or any other after a lossless rewrap.</summary>
internal sealed class OpenedStream : IAsyncDisposable
{
    private readonly ChunkStreams _samples;
    private readonly string? _temporaryFolder;

    private OpenedStream(FrameIndex index, Func<IndexedChunk, Stream?> open, string? temporaryFolder)
    {
        Index = index;
        _temporaryFolder = temporaryFolder;
        _samples = new ChunkStreams(index, (chunk, _) => Task.FromResult(open(chunk) ?? Stream.Null));
        Video = new IndexedVideo(index, _samples);
    }

    public FrameIndex Index { get; }

    public IndexedVideo Video { get; }

    /// <param name="path">Of a file that is there.</param>
    /// <param name="surroundings">Where the tools are looked for, when one is needed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null: it cannot be read, and why.</returns>
    /// <exception cref="MediaFormatException">It is not what it seems to be.</exception>
    public static async Task<(OpenedStream? Opened, IReadOnlyList<Failure> Failures)> OpenAsync(
        string path, Surroundings surroundings, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        if (FrameIndex.IsStoredIn(stream))
        {
            return await OpenIndexAsync(path, cancellationToken);
        }

        return MovieFile.IsLikely(stream)
            ? (await OpenMovieAsync(stream, path, null, cancellationToken), [])
            : await OpenRewrappedAsync(path, surroundings, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _samples.DisposeAsync();
        if (_temporaryFolder is not null)
        {
            Directory.Delete(_temporaryFolder, recursive: true);
        }
    }

    private static async Task<(OpenedStream? Opened, IReadOnlyList<Failure> Failures)> OpenIndexAsync(string path, CancellationToken cancellationToken)
    {
        var (stored, failure) = await StoredIndex.ReadAsync(path, cancellationToken);
        return stored switch
        {
            null => (null, [failure!]),
            { Index.Encryption: not null } => throw new MediaFormatException("its frames are encrypted", 0),
            { Index.Format.Kind: not TrackKind.Video } => throw new MediaFormatException("holds no picture", 0),
            _ => (new OpenedStream(stored.Index, stored.Open, null), []),
        };
    }

    private static async Task<OpenedStream> OpenMovieAsync(FileStream stream, string path, string? temporaryFolder, CancellationToken cancellationToken)
    {
        var movie = await MovieFile.ReadAsync(stream, cancellationToken);
        var tracks = await MovieTrackIndex.BuildAllAsync(movie, stream, Path.GetFileName(path), cancellationToken);
        var picture = tracks.FirstOrDefault(track => track.Track.Handler.ToString() == "vide").Result ?? throw new MediaFormatException("holds no picture", 0);
        return picture.Index is { } index
            ? new OpenedStream(index, _ => File.OpenRead(path), temporaryFolder)
            : throw new MediaFormatException(string.Join(' ', picture.Problems.Select(problem => problem.Message)), 0);
    }

    private static async Task<(OpenedStream? Opened, IReadOnlyList<Failure> Failures)> OpenRewrappedAsync(
        string path, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var (tools, missing) = await LocalTools.FindAsync(surroundings, cancellationToken);
        if (tools is null)
        {
            return (null, missing);
        }

        var folder = Directory.CreateDirectory(Path.Combine(surroundings.DefaultWorkPath, $"validate-{Path.GetRandomFileName()}")).FullName;
        OpenedStream? opened = null;
        try
        {
            var rewrapped = Path.Combine(folder, "rewrapped.mov");
            if (await LosslessRewrap.RunAsync(tools.Runner, tools.Located.Ffmpeg!, path, rewrapped, cancellationToken) is { } failure)
            {
                failure.Category = FailureCategory.Input;
                return (null, [failure]);
            }

            await using var stream = File.OpenRead(rewrapped);
            opened = await OpenMovieAsync(stream, rewrapped, folder, cancellationToken);
            return (opened, []);
        }
        finally
        {
            if (opened is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
