namespace Rushes.EndToEnd.Tests.Judges;

/// <summary>One file of a package and what the two manifests say of it.</summary>
/// <param name="Url">Relative to the package.</param>
internal sealed record PackagedTrack(string Path, string Url, MediaPlaylist Playlist, DashRepresentation Representation)
{
    public bool IsVideo => Representation.Kind == "video";

    /// <summary>Every representation of the manifest, with the playlist beside its file.</summary>
    public static IEnumerable<PackagedTrack> ReadAll(string package) =>
        from representation in DashRepresentation.ReadAll(System.IO.Path.Combine(package, "manifest.mpd"))
        let path = System.IO.Path.Combine(package, representation.Url)
        select new PackagedTrack(
            path, representation.Url, MediaPlaylist.Read(System.IO.Path.ChangeExtension(path, ".m3u8")), representation);
}
