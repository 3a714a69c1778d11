using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Encryption;

/// <summary>The samples of one track under their key: what a <see cref="CmafTrackPlan"/> has to know to be of a protected track.</summary>
public sealed class SampleProtection
{
    private const uint ProtectedEntry = 1;
    private const uint ClearEntry = 2;

    private readonly SampleMap _map;
    private readonly ContentKey _key;
    private readonly ulong _firstIv;

    /// <param name="encryption">Of the package; not disposed before the track is written.</param>
    /// <param name="track">Name of the track: no other of the package has it.</param>
    /// <param name="index">Of its samples.</param>
    /// <param name="segmentStarts">First sample of each segment, ascending, from 0.</param>
    /// <param name="map">Of the same samples.</param>
    /// <exception cref="ArgumentException">There is no key for the track's label, or the map is another's.</exception>
    public SampleProtection(PackageEncryption encryption, string track, FrameIndex index, IReadOnlyList<int> segmentStarts, SampleMap map)
    {
        ArgumentNullException.ThrowIfNull(encryption);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(segmentStarts);
        ArgumentNullException.ThrowIfNull(map);
        if (map.Count != index.Count || map.Scheme != encryption.Scheme)
        {
            throw new ArgumentException($"A map of {map.Count} samples in {map.Scheme.Name()} is not of these {index.Count} in {encryption.Scheme.Name()}.", nameof(map));
        }

        Track = encryption.Describe(index.Format);
        Systems = encryption.SystemsOf(Track.KeyId);
        FirstProtected = LeadEnd(index, segmentStarts, encryption.ClearLeadMs);
        _map = map;
        _key = encryption.KeyOf(index.Format)!;
        _firstIv = SampleIvs.First(Track.KeyId, track, map.Content.Span);
    }

    /// <summary>What <c>tenc</c> says.</summary>
    internal TrackEncryption Track { get; }

    /// <summary>Each has its <c>pssh</c>.</summary>
    internal IReadOnlyList<ProtectionSystem> Systems { get; }

    /// <summary>The samples before this one are the clear lead.</summary>
    internal int FirstProtected { get; }

    /// <summary>The clear sample entry stands behind the protected one.</summary>
    internal bool HasClearLead => FirstProtected > 0;

    /// <summary>sample_description_index of the fragment that starts with a sample; null: there is but one.</summary>
    internal uint? EntryOf(int sample) => !HasClearLead ? null : sample < FirstProtected ? ClearEntry : ProtectedEntry;

    /// <summary>What players need for the samples of a fragment.</summary>
    /// <param name="from">First sample.</param>
    /// <param name="to">Behind the last sample.</param>
    /// <param name="table">Holds nothing else afterwards; empty for a fragment of the clear lead.</param>
    internal void Describe(int from, int to, SampleAuxiliaryTable table)
    {
        Span<byte> iv = stackalloc byte[TrackEncryption.SampleIvSize];
        table.Clear();
        for (var sample = Math.Max(from, FirstProtected); sample < to; sample++)
        {
            table.Add(Iv(sample, iv), _map.Subsamples(sample));
        }
    }

    internal SampleCipher CreateCipher() => SampleCipher.Create(Track, _key, CipherDirection.Encrypt);

    /// <summary>Changes a sample in place; one of the clear lead stays.</summary>
    internal void Encrypt(SampleCipher cipher, int sample, Span<byte> bytes)
    {
        if (sample >= FirstProtected)
        {
            Span<byte> iv = stackalloc byte[TrackEncryption.SampleIvSize];
            cipher.Transform(bytes, Iv(sample, iv), _map.Subsamples(sample));
        }
    }

    private ReadOnlySpan<byte> Iv(int sample, Span<byte> iv)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(iv, unchecked(_firstIv + (ulong)sample));
        return iv[..Track.IvSize];
    }

    // Whole segments that start earlier.
    private static int LeadEnd(FrameIndex index, IReadOnlyList<int> segmentStarts, long leadMs)
    {
        var inLead = segmentStarts.TakeWhile(start => (Int128)index.PresentationTime(start) * 1000 < (Int128)leadMs * index.Timescale).Count();
        return leadMs == 0 ? 0 : inLead < segmentStarts.Count ? segmentStarts[inLead] : index.Count;
    }
}
