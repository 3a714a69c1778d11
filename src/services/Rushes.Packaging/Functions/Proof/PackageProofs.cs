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
    public static PackageProof Of(ProofTask task)
    {
        var recipes = task.Request.Videos.ToDictionary(video => video.Name, video => video.Recipe);
        var planned = task.Plan.Tracks.ToDictionary(track => (track.Kind, track.Codec, track.Name));
        var tracks = task.Tracks.Where(track => track.Proof is not null).Select(track => (Track: track, Task: planned[(track.Kind, track.Codec, track.Name)])).ToArray();
        ProvenTrack[] renditions = [.. tracks.Where(one => one.Track.Kind == TrackKinds.Video).Select(one => Picture(one.Track, one.Task) with { Recipe = Json(recipes.GetValueOrDefault(one.Track.Name)) })];
        ProvenTrack[] audio = [.. tracks.Where(one => one.Track.Kind == TrackKinds.Audio).Select(one => Sound(one.Track))];
        var files = tracks.SelectMany(one => one.Track.Proof.Texts).Concat(task.Manifests.Texts)
            .Concat(task.Tracks.SelectMany(track => track.Parts)).Concat(task.Sheets.Select(sheet => sheet.Proof)).Select(File);
        var tools = task.Request.Tools.Concat(task.Sheets.Select(sheet => sheet.Tool)).Distinct();
        return new PackageProof
        {
            Sources = [.. task.Request.Sources.Select(Source)],
            Renditions = renditions,
            Audio = audio,
            TrickPlay = [.. tracks.Where(one => one.Track.Kind == TrackKinds.TrickPlay).Select(one => Picture(one.Track, one.Task))],
            Files = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)],
            Tools = [.. tools.Select(Tool).OrderBy(tool => tool.Name, StringComparer.Ordinal).ThenBy(tool => tool.Digest, StringComparer.Ordinal)],
            Sync = ProofSync.Of(task.Plan.BaseSeconds, DecodeLead(task.Plan), [.. renditions, .. audio]),
        };
    }

    private static ProofSource Source(PackageSource source) => new(
        source.Size, Hex(source.Digest), source.Frames, new ProofDuration(source.Duration?.Numerator ?? 0, source.Duration?.Denominator ?? 1));

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
        Size = track.Bytes,
        Boxes = Hex(track.Proof.Boxes),
        Frames = checked((int)track.Samples),
        FramesDigest = Hex(track.Proof.Frames),
        Index = track.Proof.Index,
        IndexDigest = Hex(track.Proof.IndexDigest),
        Timing = new TrackTiming(track.Proof.Timescale, track.Proof.First, track.Proof.Duration, frameRate),
        Encryption = track.Proof.Encryption is { } encryption ? new ProvenEncryption(encryption.Scheme, Guid.Parse(encryption.KeyId), Hex(encryption.Frames)) : null,
        Chunks = [.. track.Proof.Chunks.Select(chunk => new ProvenChunk(Hex(chunk.Digest), chunk.Frames))],
    };

    private static ProvenFile File(FileProof file) => new(file.Path, file.Size, file.Digest.IsEmpty ? null : Hex(file.Digest));

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
