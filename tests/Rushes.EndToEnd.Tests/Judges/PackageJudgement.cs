using System.Runtime.InteropServices;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Judges;

/// <summary>
/// What programs by others say of a package. Counts and durations are compared with FFmpeg's decode of the source, never
/// with what our own code reports.
/// </summary>
internal static class PackageJudgement
{
    private const decimal Microsecond = 0.000001m;

    // mp4box.js 2.4 says so of FFmpeg's files, too: it does not know the reserved byte that may end dec3 (ETSI TS 102 366 Annex F.6),
    // and takes STREAMINFO of dfLa for longer than it is.
    private static readonly string[] MistakesOfMp4Box = ["BoxParser: Parsing of box 'dec3' did not read", "BoxParser: Parsing of box 'dfLa' read 38 more bytes"];

    /// <summary>FFmpeg decodes through both manifests, silently, every frame and all the sound of the source.</summary>
    /// <returns>The source's count of frames.</returns>
    public static async Task<long> DecodesAsync(Package package, CancellationToken cancellationToken)
    {
        var (source, _) = await DecodedStream.DecodeAsync(package.Source, cancellationToken, "0:v", "0:a?");
        var picture = source.First(stream => stream.Kind == "video");
        foreach (var manifest in (string[])[package.MultivariantPlaylist, package.Manifest])
        {
            // One by one: FFmpeg's DASH reader ends all representations with the first that ends, whatever the others still hold.
            for (var number = 0; number < package.Videos.Count(); number++)
            {
                var stream = await DecodeSilentlyAsync(manifest, $"0:v:{number}", cancellationToken);
                Assert.Equal(picture.Frames, stream.Frames);
            }

            foreach (var (number, expected) in source.Where(stream => stream.Kind == "audio").Index())
            {
                // The encoder fills its last block of 1024 samples, and the lead before zero counts where nobody cuts it off.
                var stream = await DecodeSilentlyAsync(manifest, $"0:a:{number}", cancellationToken);
                Assert.InRange(stream.Seconds, expected.Seconds - 0.05m, expected.Seconds + 0.2m);
            }
        }

        return picture.Frames;
    }

    /// <summary>shaka-packager reads all tracks and packages them anew, with every sample, and calls their codecs what we call them.</summary>
    public static async Task RepackagesAsync(Package package, TemporaryFolder folder, CancellationToken cancellationToken)
    {
        var architecture = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        var packager = JudgeTools.Module("shaka-packager", "bin", $"packager-linux-{architecture}");
        var again = package.Tracks.Select((_, number) => folder[$"again-{number}.mp4"]).ToList();
        var streams = package.Tracks.Zip(
            again, (track, output) => $"in={track.Path},stream={track.Representation.Kind},output={output}");

        await JudgeTools.RunAsync(
            packager,
            [.. streams, "--mpd_output", folder["again.mpd"], "--hls_master_playlist_output", folder["again.m3u8"]],
            cancellationToken);

        foreach (var (track, output) in package.Tracks.Zip(again))
        {
            var (ours, theirs) = (await ParsedTrack.ParseAsync(track.Path, cancellationToken), await ParsedTrack.ParseAsync(output, cancellationToken));
            Assert.Equal(ours.Samples.Count, theirs.Samples.Count);
            Assert.Equal(ours.Samples.Select(sample => sample.Size), theirs.Samples.Select(sample => sample.Size));
            Assert.Equal(ours.Samples.Sum(sample => sample.Duration) * theirs.Timescale, theirs.Samples.Sum(sample => sample.Duration) * ours.Timescale);
        }

        var named = DashRepresentation.ReadAll(folder["again.mpd"]).ToDictionary(representation => representation.Url, representation => representation.Codecs);
        foreach (var (track, output) in package.Tracks.Zip(again))
        {
            // It always has the optional fields of VP9, and calls "fLaC" "flac".
            Assert.StartsWith(track.Representation.Codecs, named[Path.GetFileName(output)], StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>mp4box.js knows every box, counts the samples, and sees segments and key frames where the playlists say.</summary>
    /// <param name="frames">The source's.</param>
    public static async Task ParsesAsync(Package package, long frames, CancellationToken cancellationToken)
    {
        foreach (var track in package.Tracks)
        {
            var parsed = await ParsedTrack.ParseAsync(track.Path, cancellationToken);
            Assert.Empty(parsed.Unknown);
            Assert.DoesNotContain(parsed.Complaints, complaint => !MistakesOfMp4Box.Any(mistake => complaint.StartsWith(mistake, StringComparison.Ordinal)));
            Assert.Equal(1, parsed.Tracks);
            Assert.Equal(track.Representation.Codecs, parsed.Codec, ignoreCase: true); // "Opus", the sample entry, or "opus"
            Assert.Equal(track.Representation.Timescale, parsed.Timescale);
            if (track.IsVideo)
            {
                Assert.Equal(frames, parsed.Samples.Count);
                Assert.Equal(track.Representation.PresentationTimeOffset, parsed.Samples.Min(sample => sample.Presentation));
            }

            AssertSegments(track, parsed);
        }
    }

    /// <summary>The ranges of playlist and manifest cover each file, each byte once; the playlist above names each playlist.</summary>
    public static void RangesCoverFiles(Package package)
    {
        foreach (var (track, playlist, dash) in package.Tracks.Select(track => (track, track.Playlist, track.Representation)))
        {
            Assert.Equal(new ByteRange(0, dash.Index.Start), dash.Initialization);
            Assert.Equal(dash.Initialization, playlist.Map);
            var end = dash.Index.End;
            foreach (var segment in playlist.Segments)
            {
                Assert.Equal(Path.GetFileName(track.Path), segment.Uri);
                Assert.Equal(end, segment.Range.Start);
                end = segment.Range.End;
            }

            Assert.Equal(new FileInfo(track.Path).Length, end);
        }

        var named = File.ReadAllText(package.MultivariantPlaylist);
        Assert.All(package.Tracks, track => Assert.Contains(Path.ChangeExtension(track.Url, ".m3u8"), named, StringComparison.Ordinal));
    }

    private static async Task<DecodedStream> DecodeSilentlyAsync(string manifest, string stream, CancellationToken cancellationToken)
    {
        var (streams, complaints) = await DecodedStream.DecodeAsync(manifest, cancellationToken, stream);
        Assert.True(complaints.Length == 0, $"{manifest}, {stream}: {complaints}");
        return Assert.Single(streams);
    }

    private static void AssertSegments(PackagedTrack track, ParsedTrack parsed)
    {
        var segments = track.Playlist.Segments;
        var fragments = parsed.Boxes.Where(box => box.Type == "moof").Select(box => box.Start).ToHashSet();
        var start = parsed.Samples.Min(sample => sample.Presentation);
        Assert.Equal(segments.Select(segment => segment.Range.End - segment.Range.Start), parsed.References.Select(reference => reference.Size));
        for (var number = 0; number < segments.Count; number++)
        {
            var (segment, reference) = (segments[number], parsed.References[number]);
            var samples = parsed.Samples.Where(sample => sample.Offset >= segment.Range.Start && sample.Offset < segment.Range.End).ToList();
            Assert.Contains(segment.Range.Start, fragments);
            Assert.True(samples[0].Sync && reference.StartsWithSap == 1, $"{track.Url}: segment {number} starts with no key frame");
            Assert.Equal(start, samples.Min(sample => sample.Presentation));
            Assert.Equal(reference.Duration, samples.Sum(sample => sample.Duration));
            Assert.InRange(segment.Seconds - decimal.Divide(reference.Duration, parsed.Timescale), -Microsecond, Microsecond);
            start += reference.Duration;
        }

        Assert.Equal(parsed.Samples.Count, parsed.Samples.DistinctBy(sample => sample.Presentation).Count());
    }
}
