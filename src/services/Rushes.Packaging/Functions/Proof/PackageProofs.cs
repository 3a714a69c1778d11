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
        var rate = task.Request.FrameRate;
        var tracks = task.Tracks.ToDictionary(track => (track.Kind, track.Name));
        ProvenTrack[] renditions = [.. task.Request.Videos.Select(video => Rendition(video, tracks[(TrackKinds.Video, video.Name)], rate))];
        ProvenTrack[] audio = [.. task.Request.Audio.Select(sound => Sound(sound, tracks[(TrackKinds.Audio, sound.Name)]))];
        return new PackageProof
        {
            Sources = [.. task.Request.Sources.Select(Source)],
            Renditions = renditions,
            Audio = audio,
            Files = [.. task.Tracks.SelectMany(track => track.Proof.Texts).Concat(task.Manifests.Texts).Select(File).OrderBy(file => file.Path, StringComparer.Ordinal)],
            Tools = [.. task.Request.Tools.Distinct().Select(Tool).OrderBy(tool => tool.Name, StringComparer.Ordinal).ThenBy(tool => tool.Digest, StringComparer.Ordinal)],
            Sync = ProofSync.Of(task.Plan.BaseSeconds, DecodeLead(task.Plan), [.. renditions, .. audio]),
        };
    }

    private static ProofSource Source(PackageSource source) => new(
        source.Size, Hex(source.Digest), source.Frames, new ProofDuration(source.Duration?.Numerator ?? 0, source.Duration?.Denominator ?? 1));

    private static ProvenTrack Rendition(EncodedVideo video, PackagedTrack track, Rational rate) =>
        Track(track, new MediaRational(rate.Numerator, rate.Denominator).ToString()) with { Recipe = Json(video.Recipe) };

    private static ProvenTrack Sound(EncodedAudio audio, PackagedTrack track) => Track(track, null) with
    {
        Language = audio.Language,
        Channels = audio.ChannelName,
        SampleRate = audio.SampleRate,
        Priming = audio.Priming,
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
        Chunks = [.. track.Proof.Chunks.Select(chunk => new ProvenChunk(Hex(chunk.Digest), chunk.Frames))],
    };

    private static ProvenFile File(FileProof file) => new(file.Path, file.Size, Hex(file.Digest));

    private static ProofTool Tool(ToolBuild tool) => new(tool.Name, tool.Version, tool.Digest);

    // The plan gives each track the lead of the package.
    private static MediaRational DecodeLead(PackagePlan plan) => plan.Tracks is [{ DecodeLead: { } lead }, ..] ? new MediaRational(lead.Numerator, lead.Denominator) : MediaRational.Zero;

    private static JsonElement Json(IMessage message)
    {
        using var json = JsonDocument.Parse(JsonFormatter.Default.Format(message));
        return json.RootElement.Clone();
    }

    private static string Hex(ByteString digest) => Convert.ToHexStringLower(digest.Span);
}
