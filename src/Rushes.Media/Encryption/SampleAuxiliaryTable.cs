using System.Runtime.InteropServices;

namespace Rushes.Media.Encryption;

/// <summary>IV and subsamples of each sample of a fragment (ISO/IEC 23001-7 §7). One table serves all fragments of a track.</summary>
/// <param name="ivSize">Bytes; 0 when the IV is constant.</param>
internal sealed class SampleAuxiliaryTable(int ivSize)
{
    private readonly List<byte> _ivs = [];
    private readonly List<Subsample> _subsamples = [];
    private readonly List<int> _ends = [];

    public int IvSize => ivSize;

    public int Count => _ends.Count;

    /// <summary>Some sample is not protected whole.</summary>
    public bool HasSubsamples => _subsamples.Count > 0;

    public void Clear()
    {
        _ivs.Clear();
        _subsamples.Clear();
        _ends.Clear();
    }

    public void Add(ReadOnlySpan<byte> iv, ReadOnlySpan<Subsample> subsamples)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(iv.Length, ivSize);
        _ivs.AddRange(iv);
        _subsamples.AddRange(subsamples);
        _ends.Add(_subsamples.Count);
    }

    public ReadOnlySpan<byte> Iv(int sample) =>
        CollectionsMarshal.AsSpan(_ivs).Slice(sample * ivSize, ivSize);

    public ReadOnlySpan<Subsample> Subsamples(int sample)
    {
        var start = sample == 0 ? 0 : _ends[sample - 1];
        return CollectionsMarshal.AsSpan(_subsamples)[start.._ends[sample]];
    }

    public int SubsampleCount(int sample) => _ends[sample] - (sample == 0 ? 0 : _ends[sample - 1]);
}
