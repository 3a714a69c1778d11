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
    // What such a file begins with: ISO/IEC 14496-12 §4.3 ff., QuickTime File Format.
    private static readonly string[] FirstBoxes = ["ftyp", "styp", "moov", "mdat", "moof", "sidx", "free", "skip", "wide", "pnot", "uuid"];

    public static bool IsLikely(Stream stream)
    {
        Span<byte> start = stackalloc byte[8];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position -= length;
        return length == start.Length && FirstBoxes.Contains(System.Text.Encoding.Latin1.GetString(start[4..]));
    }

    public static async Task<ReadTracks> ReadAsync(ObjectRef input, Stream stream, FunctionContext context, CancellationToken cancellationToken)
    {
        var movie = await MovieFile.ReadAsync(stream, cancellationToken);
        var built = movie.Tracks.Where(IsMedia).Select(track => (Track: track, Result: MovieTrackIndex.Build(track, input.Uri, stream.Length))).ToArray();
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

    // Cover pictures and tracks without samples are none.
    private static bool IsMedia(MovieTrack track) => (track.Handler.Is("vide"u8) || track.Handler.Is("soun"u8)) && track.Samples.Count > 0;
}
