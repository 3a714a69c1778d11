using Rushes.Contracts;
using Rushes.Media;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff.Reading;
using Rushes.Packaging.Workflow;
using Rushes.Platform.Functions;

namespace Rushes.Packaging.Functions.Read;

/// <summary>An MP4 or QuickTime file: every track of picture or sound, and the timecode of the picture.</summary>
internal static class MovieInput
{
    public static async Task<ReadTracks> ReadAsync(ObjectRef input, Stream stream, FunctionContext context, CancellationToken cancellationToken)
    {
        var movie = await MovieFile.ReadAsync(stream, cancellationToken);
        var built = await MovieTrackIndex.BuildAllAsync(movie, stream, input.Uri, cancellationToken);
        if (built.SelectMany(one => one.Result.Problems).ToArray() is [var first, ..] problems)
        {
            throw new MediaFormatException(problems.Length == 1 ? first.Message : string.Join(' ', problems.Select(problem => problem.Message)), 0);
        }

        var read = new ReadTracks();
        foreach (var (track, result) in built)
        {
            var published = await PublishedTrack.OfAsync(result.Index!, read.Tracks.Count, context, cancellationToken);
            published.IsDefault = track.IsEnabled && !read.Tracks.Any(other => other.Kind == published.Kind && other.IsDefault);
            published.Timecode = await TimecodeReader.ReadAsync(movie, track, stream, cancellationToken);
            read.Tracks.Add(published);
        }

        return read;
    }
}
