using System.Security.Cryptography;
using Rushes.Media.Timing;

namespace Rushes.Media.Timelines;

/// <summary>
/// Digests of what is coded from each point where a decoder can start to the next. They say whether the pictures of a stretch are
/// those of a stretch seen before, without decoding them: also in another file, if it differs elsewhere only. Immutable.
/// </summary>
public sealed class CodedGroups
{
    /// <summary>
    /// A decoder starts one key packet before the last one at or before the first frame (an open GOP, a pair of fields), and one more may
    /// lie between what was asked for and where the demuxer lands.
    /// </summary>
    private const int Before = 2;

    /// <summary>Pictures that are shown before a key picture may be coded after it.</summary>
    private const int After = 1;

    private readonly long[] _times;
    private readonly byte[] _digests;

    /// <param name="timeBase">Seconds a tick; positive.</param>
    /// <param name="times">Pts of key packets, strictly increasing.</param>
    /// <param name="digests">SHA-256 of what every decoder needs or meets before the first of them, then of each group: one more than times.</param>
    /// <exception cref="ArgumentException">One of these does not hold.</exception>
    public CodedGroups(Rational timeBase, ReadOnlySpan<long> times, ReadOnlyMemory<byte> digests)
    {
        if (timeBase.Numerator <= 0)
        {
            throw new ArgumentException("A tick has to be longer than nothing.", nameof(timeBase));
        }

        if (digests.Length != (times.Length + 1) * SHA256.HashSizeInBytes)
        {
            throw new ArgumentException("There is a digest for each group and one for what comes before.", nameof(digests));
        }

        for (var group = 1; group < times.Length; group++)
        {
            if (times[group] <= times[group - 1])
            {
                throw new ArgumentException("Key packets have to come in the order of their times.", nameof(times));
            }
        }

        (TimeBase, _times, _digests) = (timeBase, times.ToArray(), digests.ToArray());
    }

    /// <summary>Seconds a tick.</summary>
    public Rational TimeBase { get; }

    /// <summary>Groups; what lies before the first is none.</summary>
    public int Count => _times.Length;

    internal ReadOnlySpan<long> Times => _times;

    internal ReadOnlySpan<byte> Digests => _digests;

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="MediaFormatException">These are no coded groups.</exception>
    public static CodedGroups ReadFrom(Stream stream) => CodedGroupsFile.Read(stream);

    /// <summary>Writes the stored form: magic "RCG1" and Protobuf, the same bytes for the same groups.</summary>
    public void WriteTo(Stream stream) => CodedGroupsFile.Write(this, stream);

    /// <summary>SHA-256 of all that decides the pictures from one frame to another.</summary>
    /// <param name="first">When the first is shown, seconds in the source's clock; null: they are decoded from the start of the file.</param>
    /// <param name="last">When the last is shown.</param>
    public byte[] DigestOf(Rational? first, Rational last)
    {
        // In digests, 0 is what comes before all groups, which decoders are always told.
        var from = first is { } start ? Math.Max(0, AtOrBefore(start) - Before) : 0;
        var to = Math.Min(Count, AtOrBefore(last) + After);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Digest(0));
        for (var digest = Math.Max(1, from); digest <= to; digest++)
        {
            hash.AppendData(Digest(digest));
        }

        return hash.GetHashAndReset();
    }

    private ReadOnlySpan<byte> Digest(int position) => _digests.AsSpan(position * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes);

    /// <summary>Position among digests of the last group that starts at or before a time; 0: none does.</summary>
    private int AtOrBefore(Rational seconds)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (TimeBase * _times[middle] <= seconds)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
