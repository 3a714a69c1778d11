using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Judges;

/// <summary>What <c>rushes encode</c> made of a source, seen as a player sees it: by its manifests.</summary>
/// <param name="Folder">Absolute.</param>
internal sealed record Package(string Source, string Folder, IReadOnlyList<PackagedTrack> Tracks)
{
    public string MultivariantPlaylist => Path.Combine(Folder, "master.m3u8");

    public string Manifest => Path.Combine(Folder, "manifest.mpd");

    public IEnumerable<PackagedTrack> Videos => Tracks.Where(track => track.IsVideo);

    public IEnumerable<PackagedTrack> Audios => Tracks.Where(track => !track.IsVideo);

    /// <param name="ladder">A ladder file's text, or <see langword="null"/> for the standard one.</param>
    public static async Task<Package> EncodeAsync(string source, TemporaryFolder folder, string? ladder, CancellationToken cancellationToken)
    {
        var output = folder["out"];
        var end = await new RushesProgram(folder["work"]).RunAsync(
            cancellationToken,
            "encode", source, "--out", output, "--ladder", ladder is null ? "standard" : folder.Write("ladder.yaml", ladder));
        Assert.True(end.ExitCode == 0, end.ToString());
        return new Package(source, output, [.. PackagedTrack.ReadAll(output)]);
    }
}
