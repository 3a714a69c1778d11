using System.Numerics;
using System.Runtime.CompilerServices;

namespace Rushes.Media.Bitstreams.Hevc;

/// <summary>st_ref_pic_set (Rec. ITU-T H.265 §7.3.7), worked out as §7.4.8 says: what other sets are predicted from.</summary>
internal struct HevcReferencePictureSet
{
    private const int Most = 16;

    private Differences _differences;
    private uint _used;

    /// <summary>NumNegativePics: pictures before this one, the nearest first.</summary>
    public int Negative { get; private set; }

    /// <summary>NumPositivePics: those after it follow.</summary>
    public int Positive { get; private set; }

    /// <summary>NumDeltaPocs.</summary>
    public readonly int Count => Negative + Positive;

    /// <summary>Those that the picture itself refers to.</summary>
    public readonly int UsedCount => BitOperations.PopCount(_used);

    /// <summary>The picture itself refers to it.</summary>
    public readonly bool IsUsed(int picture) => ((_used >> picture) & 1) == 1;

    /// <summary>Picture order count of one of the set, less that of the picture.</summary>
    public readonly int Difference(int picture) => _differences[picture];

    /// <param name="bits">At the set.</param>
    /// <param name="index">stRpsIdx: how many sets of the sequence stand before this one.</param>
    /// <param name="sets">Those of the sequence.</param>
    /// <param name="isOfSlice">It stands in a slice header, and may be predicted from any.</param>
    public static HevcReferencePictureSet Read(ref BitReader bits, int index, ReadOnlySpan<HevcReferencePictureSet> sets, bool isOfSlice)
    {
        if (index == 0 || !bits.ReadFlag())
        {
            return ReadExplicit(ref bits);
        }

        var back = isOfSlice ? bits.ReadUe("delta_idx_minus1", index - 1) + 1 : 1;
        var isNegative = bits.ReadFlag();
        var magnitude = bits.ReadUe("abs_delta_rps_minus1", (1 << 15) - 1) + 1;
        return Predict(ref bits, sets[index - back], isNegative ? -magnitude : magnitude);
    }

    private static HevcReferencePictureSet ReadExplicit(ref BitReader bits)
    {
        var set = new HevcReferencePictureSet { Negative = bits.ReadUe("num_negative_pics", Most) };
        set.Positive = bits.ReadUe("num_positive_pics", Most - set.Negative);
        var difference = 0;
        for (var i = 0; i < set.Count; i++)
        {
            difference = i == set.Negative ? 0 : difference;
            var step = bits.ReadUe("delta_poc_s_minus1", (1 << 15) - 1) + 1;
            difference += i < set.Negative ? -step : step;
            set._differences[i] = difference;
            set._used |= bits.ReadFlag() ? 1u << i : 0;
        }

        return set;
    }

    // (7-61) and (7-62): candidates are the pictures of the other set, moved, and the one that they are moved by.
    private static HevcReferencePictureSet Predict(ref BitReader bits, in HevcReferencePictureSet from, int by)
    {
        var (used, kept) = (0u, 0u);
        for (var j = 0; j <= from.Count; j++)
        {
            var isUsed = bits.ReadFlag();
            used |= isUsed ? 1u << j : 0;
            kept |= isUsed || bits.ReadFlag() ? 1u << j : 0; // use_delta_flag
        }

        var set = default(HevcReferencePictureSet);
        for (var i = from.Positive - 1; i >= 0; i--)
        {
            set.Keep(ref bits, from, from.Negative + i, by, used, kept, -1);
        }

        set.Keep(ref bits, from, from.Count, by, used, kept, -1);
        for (var i = 0; i < from.Negative; i++)
        {
            set.Keep(ref bits, from, i, by, used, kept, -1);
        }

        set.Negative = set.Positive;
        set.Positive = 0;
        for (var i = from.Negative - 1; i >= 0; i--)
        {
            set.Keep(ref bits, from, i, by, used, kept, 1);
        }

        set.Keep(ref bits, from, from.Count, by, used, kept, 1);
        for (var i = 0; i < from.Positive; i++)
        {
            set.Keep(ref bits, from, from.Negative + i, by, used, kept, 1);
        }

        return set;
    }

    private void Keep(ref BitReader bits, in HevcReferencePictureSet from, int candidate, int by, uint used, uint kept, int sign)
    {
        var difference = (candidate < from.Count ? from._differences[candidate] : 0) + by;
        if (Math.Sign(difference) != sign || ((kept >> candidate) & 1) == 0)
        {
            return;
        }

        if (Count == Most)
        {
            throw bits.Malformed("a predicted set of more than 16 reference pictures");
        }

        _used |= ((used >> candidate) & 1) << Count;
        _differences[Count] = difference;
        Positive++;
    }

    [InlineArray(Most)]
    private struct Differences
    {
        private int _first;
    }
}
