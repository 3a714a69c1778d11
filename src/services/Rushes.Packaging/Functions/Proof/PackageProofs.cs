using System.Text.Json;
using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Media.Proofs;
using Rushes.Packaging.Workflow;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Packaging.Functions.Proof;

/// <summary>From what the services said to a proof. Pure.</summary>
internal static class PackageProofs
{
    // What libvmaf writes has six.
    private const int Decimals = 6;

    public static PackageProof Of(ProofTask task)
    {
        var recipes = task.Request.Videos.ToDictionary(video => video.Index.Uri, video => video.Recipe);
        var scores = task.Request.Scores.ToDictionary(score => score.IndexUri, Quality);
        var planned = task.Plan.Tracks.Concat(task.Plan.Files.SelectMany(file => file.Tracks)).DistinctBy(Key).ToDictionary(Key);
        var movies = task.Tracks.Where(track => track.Movie is not null).ToArray();
        var tracks = task.Tracks.Where(track => track.Proof is not null).Concat(movies.SelectMany(movie => movie.Movie.Tracks)).ToArray();
        ProvenTrack[] renditions = [.. tracks.Where(track => track.Kind == TrackKinds.Video).Select(track => Rendition(track, Planned(track)))];
        ProvenTrack[] audio = [.. tracks.Where(track => track.Kind == TrackKinds.Audio).Select(Sound)];
        var indexes = renditions.Concat(audio).Select(track => track.Index).ToHashSet();
        var files = tracks.SelectMany(track => track.Proof.Texts).Concat(task.Manifests.Texts).Concat(task.Sheets.Select(sheet => sheet.Proof)).Select(File);
        var tools = task.Request.Tools.Concat(task.Sheets.Select(sheet => sheet.Tool)).Distinct();
        return new PackageProof
        {
            Sources = [.. task.Plan.Sources.Select(Source)],
            Renditions = renditions,
            Audio = audio,
            Movies = [.. movies.Select(movie => Movie(movie, indexes))],
            TrickPlay = [.. tracks.Where(track => track.Kind == TrackKinds.TrickPlay).Select(track => Picture(track, Planned(track)))],
            Files = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)],
            Tools = [.. tools.Select(Tool).OrderBy(tool => tool.Name, StringComparer.Ordinal).ThenBy(tool => tool.Digest, StringComparer.Ordinal)],
            Sync = ProofSync.Of(task.Plan.Tracks.Count > 0 ? task.Plan.BaseSeconds : 0, DecodeLead(task.Plan), [.. renditions, .. audio]),
        };

        ProvenTrack Rendition(PackagedTrack track, TrackTask plan) =>
            Picture(track, plan) with { Recipe = Json(recipes.GetValueOrDefault(plan.Index.Uri)), Quality = scores.GetValueOrDefault(plan.Index.Uri) };

        TrackTask Planned(PackagedTrack track) => planned[(track.Kind, track.Codec, track.Name)];
    }

    private static (string Kind, string Codec, string Name) Key(TrackTask track) => (track.Kind, track.Codec, track.Name);

    // Of what was encoded elsewhere only the frames were read, and those are digested as what they became.
    private static ProofSource Source(PackageSource source) => source.Digest.IsEmpty
        ? new ProofSource(source.Size)
        : new ProofSource(source.Size, Hex(source.Digest), source.Frames, new ProofDuration(source.Duration.Numerator, source.Duration.Denominator));

    // As report.json has them.
    private static ProvenQuality Quality(VideoScore score) => new(
        score.Model, Math.Round(score.Mean, Decimals), Math.Round(score.P5, Decimals), score.Measured, score.Error > 0 ? Math.Round(score.Error, Decimals) : null);

    private static ProvenTrack Picture(PackagedTrack track, TrackTask task) =>
        Track(track, new MediaRational(task.FrameRate.Numerator, task.FrameRate.Denominator).ToString());

    private static ProvenTrack Sound(PackagedTrack track) => Track(track, null) with
    {
        Language = track.Language,
        Channels = TrackNames.Channels(track.Channels),
        SampleRate = track.SampleRate,
        Priming = (int)Math.Clamp(-track.Proof.First * (long)track.SampleRate / track.Proof.Timescale, 0, int.MaxValue),
    };

    private static ProvenTrack Track(PackagedTrack track, string? frameRate) => new()
    {
        Name = track.Name,
        Codec = track.Codec,
        Path = track.Path,
        Size = track.Parts is [var first, ..] ? first.Size : track.Bytes,
        Boxes = Hex(track.Parts is [{ Digest: var boxes }, ..] ? boxes : track.Proof.Boxes),
        Segments = [.. track.Parts.Skip(1).Select(part => new ProvenSegment(part.Path, part.Size, Hex(part.Digest)))],
        Frames = checked((int)track.Samples),
        FramesDigest = Hex(track.Proof.Frames),
        Index = track.Proof.Index,
        IndexDigest = Hex(track.Proof.IndexDigest),
        Timing = new TrackTiming(track.Proof.Timescale, track.Proof.First, track.Proof.Duration, frameRate),
        Encryption = Encryption(track.Proof.Encryption),
        Chunks = [.. track.Proof.Chunks.Select(chunk => new ProvenChunk(Hex(chunk.Digest), chunk.Frames))],
    };

    private static ProvenEncryption? Encryption(EncryptionProof? encryption) =>
        encryption is null ? null : new(encryption.Scheme, Guid.Parse(encryption.KeyId), Hex(encryption.Frames), encryption.Sidecar);

    // Where frames were not read, or those of another file that shares them, there is nothing to hold them against.
    private static ProvenMovie Movie(PackagedTrack file, HashSet<string> indexes) =>
        new(file.Path, file.Bytes, Hex(file.Movie.Boxes), [.. file.Movie.Indexes.All(indexes.Contains) ? file.Movie.Indexes : []]);

    private static ProvenFile File(FileProof file) => new(file.Path, file.Size, Hex(file.Digest));

    private static ProofTool Tool(ToolBuild tool) => new(tool.Name, tool.Version, tool.Digest);

    // The plan gives each track the lead of the package.
    private static MediaRational DecodeLead(PackagePlan plan) => plan.Tracks is [{ DecodeLead: { } lead }, ..] ? new MediaRational(lead.Numerator, lead.Denominator) : MediaRational.Zero;

    private static JsonElement? Json(IMessage? message)
    {
        if (message is null)
        {
            return null;
        }

        using var json = JsonDocument.Parse(JsonFormatter.Default.Format(message));
        return json.RootElement.Clone();
    }

    private static string Hex(ByteString digest) => Convert.ToHexStringLower(digest.Span);
}
