namespace Rushes.Packaging.Workflow;

/// <summary>
/// Where a track's files lie in the output folder, relative to it: video below its codec, audio named with its own.
/// </summary>
internal sealed record TrackPaths(string Folder, string FileName, string IndexName)
{
    public string Media => $"{Folder}/{FileName}.mp4";

    public string Playlist => $"{Folder}/{FileName}.m3u8";

    public string Index => $"index/{IndexName}.rfi";

    public string Digests => $"index/{IndexName}.rfd";

    public static TrackPaths For(TrackTask track) => track.Kind == TrackKinds.Video
        ? new TrackPaths($"video/{track.Codec}", track.Name, $"video-{track.Codec}-{track.Name}")
        : new TrackPaths("audio", track.Name, $"audio-{track.Codec}-{track.Name}");
}
