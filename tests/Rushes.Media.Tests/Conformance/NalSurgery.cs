using System.Buffers.Binary;
using Rushes.Media.Bitstreams;

namespace Rushes.Media.Tests.Conformance;

/// <summary>Cuts in samples of NAL units behind lengths of four bytes.</summary>
internal static class NalSurgery
{
    public static List<byte[]> Units(byte[] sample)
    {
        var found = new List<byte[]>();
        var units = new SampleNalUnits(sample, 4);
        while (units.TryRead(out var unit))
        {
            found.Add(unit.Bytes.ToArray());
        }

        return found;
    }

    public static byte[] Sample(IEnumerable<byte[]> units) => [.. units.SelectMany(unit => Behind(unit.Length).Concat(unit))];

    /// <summary>The units for which a condition holds.</summary>
    public static void Keep(this MutantSample sample, Func<byte[], bool> keep) => sample.Bytes = Sample(Units(sample.Bytes).Where(keep));

    public static void Prepend(this MutantSample sample, byte[] unit) => sample.Bytes = [.. Sample([unit]), .. sample.Bytes];

    /// <summary>A record of AVC (avcC) with another level, in its parameter set too when that is asked for.</summary>
    public static byte[] WithLevel(ReadOnlyMemory<byte> configuration, byte level, bool alsoInSet)
    {
        var bytes = configuration.ToArray();
        bytes[3] = level;

        // Behind the counts and the length of the first set: its header, profile, constraints, level.
        bytes[11] = alsoInSet ? level : bytes[11];
        return bytes;
    }

    /// <summary>A record of HEVC (hvcC) with another level, in its parameter sets too.</summary>
    public static byte[] WithHevcLevel(ReadOnlyMemory<byte> configuration, byte level)
    {
        var bytes = configuration.ToArray();
        var former = bytes[12];
        bytes[12] = level;

        // In a set it is behind bytes of constraints that are 0, parted by one that keeps them from being a start code.
        byte[] inSet = [0, 0, 3, 0, former];
        for (var at = bytes.AsSpan().IndexOf(inSet); at >= 0; at = bytes.AsSpan().IndexOf(inSet))
        {
            bytes[at + 4] = level;
        }

        return bytes;
    }

    public static byte[] SequenceSet(ReadOnlyMemory<byte> configuration) =>
        configuration.Slice(8, BinaryPrimitives.ReadUInt16BigEndian(configuration.Span[6..])).ToArray();

    private static byte[] Behind(int length)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        return bytes;
    }
}
