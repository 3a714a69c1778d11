using Rushes.Contracts;
using Rushes.Media.Indexing;

namespace Rushes.Packaging.Workflow;

/// <summary>Progressive files: one for each picture, with all sounds; or one of all sounds where there is no picture.</summary>
internal static class FilePlanner
{
    public static IEnumerable<FileTask> Plan(PackageRequest request, PackageForms forms, IReadOnlyList<TrackSource> sources, IReadOnlyList<TrackTask> tracks)
    {
        string[] kinds = [.. forms.Mp4 ? [TrackKinds.Mp4] : Array.Empty<string>(), .. forms.Mov ? [TrackKinds.Mov] : Array.Empty<string>()];
        var sounds = tracks.Where(track => track.Kind == TrackKinds.Audio).ToArray();
        var timecode = sources.Select(source => source.Track.Timecode).FirstOrDefault(timecode => timecode is not null);

        // Who asks a store to copy does not want the bytes to pass through us. Then no file has digests of its frames: they share their sounds.
        var isUnread = request.Copyable && sources.Any(source => LiesInAStore(source.Index));
        var indexed = forms.IsStreamed || isUnread ? tracks.ToHashSet() : [];
        foreach (var kind in kinds)
        {
            var pictures = tracks.Where(track => track.Kind == TrackKinds.Video).ToArray();
            foreach (var picture in pictures)
            {
                yield return Task(request, kind, $"{picture.Codec}-{picture.Name}", [picture, .. sounds], kind == TrackKinds.Mov ? timecode : null, indexed);
            }

            if (pictures.Length == 0)
            {
                yield return Task(request, kind, "audio", sounds, null, indexed);
            }
        }
    }

    /// <param name="indexed">The tracks whose index is of another file, or that have none; those of this one are added.</param>
    private static FileTask Task(PackageRequest request, string kind, string name, TrackTask[] tracks, StartTimecode? timecode, HashSet<TrackTask> indexed) => new()
    {
        DestinationUri = request.DestinationUri,
        Path = $"{kind}/{name}.{kind}",
        Name = name,
        Kind = kind,
        Tracks = { tracks },
        Copyable = request.Copyable,
        Timecode = timecode,
        Indexed = { tracks.Index().Where(track => indexed.Add(track.Item)).Select(track => (uint)track.Index) },
    };

    private static bool LiesInAStore(FrameIndex track) => track.Chunks.Any(chunk => !chunk.Uri.StartsWith("file:", StringComparison.Ordinal));
}
