using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rushes.Media.Proofs;

/// <summary>
/// A track and the file that holds it. The bytes of the file are frames and boxes: all frames are covered by one digest, all
/// else by another, so nothing has to be read to prove what store or kernel copied.
/// </summary>
public sealed record ProvenTrack
{
    public required string Name { get; init; }

    /// <summary>"avc", "aac".</summary>
    public required string Codec { get; init; }

    /// <summary>BCP 47; of sound.</summary>
    public string? Language { get; init; }

    /// <summary>As in names: <c>2.0</c>, <c>5.1</c>; of sound.</summary>
    public string? Channels { get; init; }

    /// <summary>Hertz; of sound.</summary>
    public int? SampleRate { get; init; }

    /// <summary>Samples that the decoder puts out before presentation time 0; of sound.</summary>
    public int? Priming { get; init; }

    /// <summary>Resolved, as the API spells it; of pictures that we encoded.</summary>
    public JsonElement? Recipe { get; init; }

    /// <summary>VMAF against the source; null: not measured, or proven before scores were.</summary>
    public ProvenQuality? Quality { get; init; }

    /// <summary>The file that holds it; of segment files the initialization segment; the first <see cref="ProvenMovie"/> where it is in no stream.</summary>
    public required string Path { get; init; }

    public required long Size { get; init; }

    /// <summary>Digest of all bytes of the file that are not frames, in its order.</summary>
    public required string Boxes { get; init; }

    /// <summary>In temporal order, where each is a file of its own; else empty.</summary>
    public IReadOnlyList<ProvenSegment> Segments { get => field ?? []; init; }

    /// <summary>Frames of pictures, access units of sound.</summary>
    public required int Frames { get; init; }

    /// <summary>Digest of the sidecar: of the digests of all frames, in decode order.</summary>
    public required string FramesDigest { get; init; }

    /// <summary>Path of the frame index (<c>.rfi</c>).</summary>
    public required string Index { get; init; }

    public required string IndexDigest { get; init; }

    public required TrackTiming Timing { get; init; }

    /// <summary>What the encoder wrote, in temporal order; empty where it was not us.</summary>
    public required IReadOnlyList<ProvenChunk> Chunks { get; init; }

    /// <summary>Null: the track is clear.</summary>
    public ProvenEncryption? Encryption { get; init; }

    /// <summary>Of all its media files, bytes.</summary>
    [JsonIgnore]
    public long TotalSize => Size + Segments.Sum(segment => segment.Size);

    /// <summary>Digest of the digests of the frames as they lie in the file.</summary>
    [JsonIgnore]
    internal string WrittenFrames => Encryption?.FramesDigest ?? FramesDigest;

    /// <summary>Path of the digests of the frames as they lie in the file.</summary>
    [JsonIgnore]
    internal string WrittenSidecar => Encryption?.Sidecar ?? Sidecar;

    /// <summary>Path of the sidecar with the digests of the frames, beside the index.</summary>
    [JsonIgnore]
    public string Sidecar => System.IO.Path.ChangeExtension(Index, ".rfd");
}

/// <summary>How much of the source's picture is left, by VMAF.</summary>
/// <param name="Model">libvmaf's name.</param>
/// <param name="Mean">Of the measured frames, 0 to 100.</param>
/// <param name="P5">Five of a hundred of them are worse.</param>
/// <param name="Measured">Frames.</param>
/// <param name="Error">Half of the interval around the mean that holds that of all frames in 95 of 100 films; null: all were measured, or too few to tell.</param>
public sealed record ProvenQuality(string Model, double Mean, double P5, long Measured, double? Error = null);

/// <summary>How a track is encrypted. Its sidecar is that of the clear frames.</summary>
/// <param name="Scheme">"cbcs", "cenc".</param>
/// <param name="KeyId">A UUID.</param>
/// <param name="FramesDigest">As <see cref="ProvenTrack.FramesDigest"/>, but of the encrypted frames: no key is needed to hold the file against it.</param>
/// <param name="Sidecar">Path of the digests of the encrypted frames.</param>
public sealed record ProvenEncryption(string Scheme, Guid KeyId, string FramesDigest, string Sidecar);

/// <summary>A segment that is a file.</summary>
/// <param name="Path">Of the file.</param>
/// <param name="Size">Of the file.</param>
/// <param name="Boxes">Digest of all bytes of the file that are not frames, in its order.</param>
public sealed record ProvenSegment(string Path, long Size, string Boxes);

/// <param name="Digest">Of the object that the encoder wrote.</param>
/// <param name="Frames">In it.</param>
public sealed record ProvenChunk(string Digest, int Frames);

/// <param name="Timescale">Ticks a second.</param>
/// <param name="First">Presentation time of the first frame shown, ticks; before 0 for sound with priming.</param>
/// <param name="Duration">From there to the end of the last frame, ticks.</param>
/// <param name="FrameRate">Average, as a ratio; of pictures.</param>
public sealed record TrackTiming(uint Timescale, long First, long Duration, string? FrameRate = null);
