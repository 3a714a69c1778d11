using System.Buffers.Binary;

namespace Rushes.Media.Encryption;

/// <summary>
/// Encrypts the samples of a track in decode order, and notes for each what a player needs. The notes of a fragment are wanted
/// before its samples are written: a writer encrypts them in memory, or calls <see cref="Skip"/> on a first pass for the sizes.
/// </summary>
internal sealed class SampleEncryptor : IDisposable
{
    private readonly TrackEncryption _track;
    private readonly SampleCipher _cipher;
    private readonly ISubsampleRule? _rule;
    private readonly SubsampleMap _map;
    private ulong _nextIv;

    /// <param name="track">What <c>tenc</c> says.</param>
    /// <param name="key">Of the track.</param>
    /// <param name="rule">Of its codec; null: samples are protected whole, as sound is.</param>
    /// <param name="firstIv">See <see cref="SampleIvs.First"/>; unused where the IV is constant.</param>
    public SampleEncryptor(TrackEncryption track, ContentKey key, ISubsampleRule? rule, ulong firstIv)
    {
        if (track.KeyId != key.Id)
        {
            throw new ArgumentException($"The track's key is {track.KeyId}, not {key.Id}.", nameof(key));
        }

        _track = track;
        _cipher = SampleCipher.Create(track, key, CipherDirection.Encrypt);
        _rule = rule;
        _map = new SubsampleMap(track.Scheme);
        _nextIv = firstIv;
    }

    /// <param name="sample">Changed in place; its size stays.</param>
    /// <param name="table">One sample is appended.</param>
    public void Encrypt(Span<byte> sample, SampleAuxiliaryTable table)
    {
        Span<byte> iv = stackalloc byte[TrackEncryption.SampleIvSize];
        iv = iv[.._track.IvSize];
        Note(sample, iv, table);
        _cipher.Transform(sample, iv, _map.Entries);
    }

    /// <summary>The same, but for the encryption: the sample stays clear, and the next has the IV after its.</summary>
    public void Skip(ReadOnlySpan<byte> sample, SampleAuxiliaryTable table)
    {
        Span<byte> iv = stackalloc byte[TrackEncryption.SampleIvSize];
        Note(sample, iv[.._track.IvSize], table);
    }

    public void Dispose() => _cipher.Dispose();

    private void Note(ReadOnlySpan<byte> sample, Span<byte> iv, SampleAuxiliaryTable table)
    {
        if (!iv.IsEmpty)
        {
            BinaryPrimitives.WriteUInt64BigEndian(iv, _nextIv++);
        }

        _map.Reset();
        _rule?.Divide(sample, _map);
        _map.Close();
        table.Add(iv, _map.Entries);
    }
}
