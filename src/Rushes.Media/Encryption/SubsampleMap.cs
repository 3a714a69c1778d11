namespace Rushes.Media.Encryption;

/// <summary>
/// Gathers the clear and protected runs of one sample into as few subsamples as can say them (ISO/IEC 23001-7 §9.5.2). One map
/// serves all samples of a track: nothing is allocated once it has seen the sample with the most runs.
/// </summary>
/// <param name="scheme">
/// In cenc protected runs are whole blocks: what is over goes to the clear bytes in front, so that a run ends with its slice or
/// tile (ISO/IEC 23000-19 §8.2.2.2, AV1-ISOBMFF §5.1). In cbcs a run starts right behind the header, and its last bytes stay
/// clear by the cipher's rule.
/// </param>
internal sealed class SubsampleMap(EncryptionScheme scheme)
{
    private Subsample[] _entries = new Subsample[16];
    private int _count;
    private long _clear;

    /// <summary>Of all runs; whole once <see cref="Close"/> was called.</summary>
    public ReadOnlySpan<Subsample> Entries => _entries.AsSpan(0, _count);

    public void Reset()
    {
        _count = 0;
        _clear = 0;
    }

    public void AddClear(int bytes) => _clear += bytes;

    public void AddProtected(int bytes)
    {
        if (scheme == EncryptionScheme.Cenc)
        {
            var over = bytes % TrackEncryption.BlockSize;
            _clear += over;
            bytes -= over;
        }

        if (bytes > 0)
        {
            Push((uint)bytes);
        }
    }

    /// <summary>Ends the sample.</summary>
    public void Close()
    {
        if (_clear > 0)
        {
            Push(0);
        }
    }

    private void Push(uint protectedBytes)
    {
        for (; _clear > ushort.MaxValue; _clear -= ushort.MaxValue)
        {
            Append(new Subsample(ushort.MaxValue, 0));
        }

        Append(new Subsample((ushort)_clear, protectedBytes));
        _clear = 0;
    }

    private void Append(Subsample entry)
    {
        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, _count * 2);
        }

        _entries[_count++] = entry;
    }
}
