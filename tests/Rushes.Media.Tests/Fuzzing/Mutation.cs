using System.Buffers.Binary;

namespace Rushes.Media.Tests.Fuzzing;

/// <summary>Damages bytes, the same way for the same seed: at random, and where boxes say their sizes, types and counts.</summary>
internal sealed class Mutation(int seed)
{
    private static readonly uint[] Interesting =
    [
        0, 1, 2, 7, 8, 15, 16, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0xFFFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF,
    ];

    private readonly Random _random = new(seed);

    /// <param name="input">Not changed.</param>
    /// <param name="other">Pieces of it go in.</param>
    public byte[] Apply(byte[] input, byte[] other)
    {
        var bytes = input.ToArray();
        for (var times = _random.Next(1, 6); times > 0 && bytes.Length > 0; times--)
        {
            var boxes = BoxMap.Find(bytes);
            bytes = boxes.Count > 0 && _random.Next(4) > 0 ? DamageBox(bytes, boxes, other) : DamageBytes(bytes, other);
        }

        return bytes;
    }

    private byte[] DamageBox(byte[] bytes, IReadOnlyList<BoxSpan> boxes, byte[] other)
    {
        var box = boxes[_random.Next(boxes.Count)];
        switch (_random.Next(9))
        {
            case 0:
                return Set(bytes, box.Offset, _random.Next(2) == 0 ? Number() : (uint)(box.Size + _random.Next(-9, 10)));
            case 1:
                return Set(bytes, box.Offset + 4, BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(boxes[_random.Next(boxes.Count)].Offset + 4)));
            case 2: // version and flags
                return Set(bytes, box.Offset + 8, _random.Next(2) == 0 ? (uint)_random.Next(4) << 24 : (uint)_random.Next(1 << 19));
            case 3: // entry_count, and what stands in its place
                return Set(bytes, box.Offset + 12 + (4 * _random.Next(3)), Number());
            case 4:
                return Splice(bytes, box.Offset, box.Size, []);
            case 5:
                return Splice(bytes, boxes[_random.Next(boxes.Count)].Offset, 0, bytes.AsSpan(box.Offset, box.Size));
            case 6 when BoxMap.Find(other) is { Count: > 0 } others:
                var foreign = others[_random.Next(others.Count)];
                return Splice(bytes, box.Offset, _random.Next(2) * box.Size, other.AsSpan(foreign.Offset, foreign.Size));
            case 7: // empty, or cut
                return Splice(bytes, box.End - _random.Next(box.Size - 7), 0, []);
            default:
                return Set(bytes, box.Offset + _random.Next(box.Size), Number());
        }
    }

    private byte[] DamageBytes(byte[] bytes, byte[] other)
    {
        var at = _random.Next(bytes.Length);
        switch (_random.Next(5))
        {
            case 0:
                return bytes[..at];
            case 1:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                return bytes;
            case 2:
                return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + _random.Next(1, 64))..]];
            case 3 when other.Length > 0:
                var from = _random.Next(other.Length);
                return [.. bytes[..at], .. other[from..Math.Min(other.Length, from + _random.Next(1, 256))], .. bytes[at..]];
            default:
                return Set(bytes, at, Number());
        }
    }

    private uint Number() => _random.Next(3) switch
    {
        0 => Interesting[_random.Next(Interesting.Length)],
        1 => (uint)_random.Next(256),
        _ => (uint)_random.NextInt64(1L << 32),
    };

    private static byte[] Set(byte[] bytes, int offset, uint value)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(word, value);
        word[..Math.Clamp(bytes.Length - offset, 0, 4)].CopyTo(bytes.AsSpan(Math.Min(offset, bytes.Length)));
        return bytes;
    }

    // Three times of four the boxes around it are told, so that the damage is deep and not the first thing seen.
    private byte[] Splice(byte[] bytes, int offset, int removed, ReadOnlySpan<byte> added)
    {
        if (_random.Next(4) > 0)
        {
            foreach (var box in BoxMap.Find(bytes).Where(box => box.Offset < offset && box.End >= offset + removed))
            {
                Set(bytes, box.Offset, (uint)(box.Size + added.Length - removed));
            }
        }

        return [.. bytes.AsSpan(0, offset), .. added, .. bytes.AsSpan(offset + removed)];
    }
}
