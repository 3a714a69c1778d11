using Rushes.Contracts;

namespace Rushes.Packaging.Workflow;

/// <summary>Progressive files: one for each picture, with all sounds; or one of all sounds where there is no picture.</summary>
internal static class FilePlanner
{
    public static IEnumerable<FileTask> Plan(PackageRequest request, PackageForms forms, IReadOnlyList<TrackSource> sources, IReadOnlyList<TrackTask> tracks)
    {
        string[] kinds = [.. forms.Mp4 ? [TrackKinds.Mp4] : Array.Empty<string>(), .. forms.Mov ? [TrackKinds.Mov] : Array.Empty<string>()];
        var sounds = tracks.Where(track => track.Kind == TrackKinds.Audio).ToArray();
        var timecode = sources.Select(source => source.Track.Timecode).FirstOrDefault(timecode => timecode is not null);
        foreach (var kind in kinds)
        {
            var pictures = tracks.Where(track => track.Kind == TrackKinds.Video).ToArray();
            foreach (var picture in pictures)
            {
                yield return Task(request, kind, $"{picture.Codec}-{picture.Name}", [picture, .. sounds], kind == TrackKinds.Mov ? timecode : null);
            }

            if (pictures.Length == 0)
            {
                yield return Task(request, kind, "audio", sounds, null);
            }
        }
    }

    private static FileTask Task(PackageRequest request, string kind, string name, IEnumerable<TrackTask> tracks, StartTimecode? timecode) => new()
    {
        DestinationUri = request.DestinationUri,
        Path = $"{kind}/{name}.{kind}",
        Name = name,
        Kind = kind,
        Tracks = { tracks },
        Copyable = request.Copyable,
        Timecode = timecode,
    };
}
