using System.Security.Cryptography;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Proofs;
using Rushes.Media.Proofs.Verification;
using Rushes.Media.Tests.Indexing;
using Rushes.Media.Tests.Isobmff;
using Rushes.Media.Timing;

namespace Rushes.Media.Tests.Proofs;

/// <summary>A small package with its proof: two renditions of four seconds, sound, a playlist. Frames of a rendition have two sizes.</summary>
internal sealed class ProvenPackage : IDisposable
{
    public const string Low = "video/avc/low.mp4";
    public const string High = "video/avc/high.mp4";
    public const string Fast = "video/avc/low.trick.mp4";
    public const string Sound = "audio/und-aac-2.0.mp4";
    public const string Playlist = "master.m3u8";

    private static readonly Rational Lead = new(1, 24);

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, FrameIndex> _indexes = [];

    private ProvenPackage()
    {
    }

    public PackageProof Proof { get; set; } = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public string this[string path] => _folder[path];

    /// <param name="highFrames">Of the second rendition; the first has 96.</param>
    public static async Task<ProvenPackage> MakeAsync(int highFrames = 96)
    {
        var package = new ProvenPackage();
        ProvenTrack[] renditions =
        [
            await package.PictureAsync(Low, "index/video-avc-low.rfi", Indexes.Video(96, 24, 1, 24, 48, i => 200 + (i % 2))),
            await package.PictureAsync(High, "index/video-avc-high.rfi", Indexes.Video(highFrames, 24, 1, 24, 48, i => 70_000 + (i % 2))),
        ];
        var sound = await package.TrackAsync(Sound, "index/audio-aac-und-aac-2.0.rfi", Indexes.Audio(188), [0, 94]) with { Language = "und", Priming = 1024 };
        var (keys, starts) = KeyFrames.Of(Indexes.Video(96, 24, 1, 24, 48, i => 200 + (i % 2)), [0, 48]);
        await File.WriteAllTextAsync(package[Playlist], "#EXTM3U\n", Token);
        package.Proof = new PackageProof
        {
            Sources = [new ProofSource(1, new string('0', 64), 96, new ProofDuration(4, 1))],
            Renditions = renditions,
            Audio = [sound],
            TrickPlay = [await package.TrackAsync(Fast, "index/video-avc-low.trick.rfi", keys, starts)],
            Files = [new ProvenFile(Playlist, 8, Convert.ToHexStringLower(SHA256.HashData("#EXTM3U\n"u8)))],
            Tools = [],
            Sync = ProofSync.Of(1, Lead, [.. renditions, sound]),
        };
        return package;
    }

    /// <summary>Of the packaged track.</summary>
    public FrameIndex Index(string path) => _indexes[path];

    /// <summary>Through the stored form of the proof.</summary>
    public Task<PackageVerdict> VerifyAsync()
    {
        File.WriteAllText(this[PackageProof.FileName], ProofFile.Write(Proof));
        return new PackageVerifier(_folder.Path, ProofFile.Read(File.ReadAllBytes(this[PackageProof.FileName]))).VerifyAsync(Token);
    }

    public void Change(string path, Action<byte[]> change)
    {
        var bytes = File.ReadAllBytes(this[path]);
        change(bytes);
        File.WriteAllBytes(this[path], bytes);
    }

    public void FlipBit(string path, long offset) => Change(path, bytes => bytes[offset] ^= 1);

    public void Dispose() => _folder.Dispose();

    private async Task<ProvenTrack> PictureAsync(string path, string index, FrameIndex chunks)
    {
        var track = await TrackAsync(path, index, chunks, [.. Enumerable.Range(0, (chunks.Count + 47) / 48).Select(segment => segment * 48)]);
        return track with { Timing = track.Timing with { FrameRate = "24/1" } };
    }

    private async Task<ProvenTrack> TrackAsync(string path, string indexPath, FrameIndex chunks, IReadOnlyList<int> segments)
    {
        foreach (var folder in (string[])[path, indexPath])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(this[folder])!);
        }

        var plan = new CmafTrackPlan(chunks, segments, 1, new CmafTrackOptions { DecodeLead = Lead });
        await using (var media = File.Create(this[path]))
        {
            await FileWriter.WriteAsync(plan, [new PatternSource()], media, Token);
        }

        await File.WriteAllBytesAsync(
            this[Path.ChangeExtension(indexPath, ".rfd")], await FrameDigests.ComputeAsync(plan.Index, [new PatternSource()], Token), Token);
        var index = _indexes[path] = plan.CreateIndex(string.Concat(Enumerable.Repeat("../", indexPath.Count(letter => letter == '/'))) + path);
        await File.WriteAllBytesAsync(this[indexPath], Indexes.Stored(index), Token);
        return new ProvenTrack
        {
            Name = Path.GetFileNameWithoutExtension(path),
            Codec = index.Format.Codec,
            Path = path,
            Size = plan.Size,
            Boxes = Convert.ToHexStringLower(BoxesDigest.Of(plan)),
            Frames = index.Count,
            FramesDigest = await DigestAsync(Path.ChangeExtension(indexPath, ".rfd")),
            Index = indexPath,
            IndexDigest = await DigestAsync(indexPath),
            Timing = new TrackTiming(index.Timescale, index.FirstTime, index.TotalDuration),
            Chunks = [.. chunks.Chunks.Select(chunk => new ProvenChunk(Convert.ToHexStringLower(chunk.Digest.Span), chunk.Count))],
        };
    }

    private async Task<string> DigestAsync(string path) => Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(this[path], Token)));
}
