using System.Buffers.Binary;
using System.Text;

namespace Rushes.Media.Tests.Fuzzing;

/// <summary>Where the boxes of a file are, however odd: damage is aimed with it.</summary>
internal static class BoxMap
{
    private static readonly HashSet<string> Containers =
    [
        "moov", "trak", "mdia", "minf", "stbl", "edts", "mvex", "moof", "traf", "dinf", "udta", "tref", "sinf", "schi", "gmhd", "tapt",
    ];

    public static IReadOnlyList<BoxSpan> Find(ReadOnlySpan<byte> bytes)
    {
        var found = new List<BoxSpan>();
        Find(bytes, 0, bytes.Length, depth: 0, found);
        return found;
    }

    /// <summary>The file with little of its media: what is left is what is read.</summary>
    public static byte[] WithoutMedia(byte[] file, int left)
    {
        using var kept = new MemoryStream();
        foreach (var box in TopLevel(file))
        {
            var isMedia = file.AsSpan(box.Offset + 4, 4).SequenceEqual("mdat"u8) && box.Size > left && file[box.Offset + 3] + file[box.Offset] > 1;
            var size = isMedia ? left : box.Size;
            var start = kept.Length;
            kept.Write(file, box.Offset, size);
            if (isMedia)
            {
                kept.Position = start;
                kept.Write(BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(size)));
                kept.Position = kept.Length;
            }
        }

        return kept.ToArray();
    }

    private static List<BoxSpan> TopLevel(ReadOnlySpan<byte> bytes)
    {
        var boxes = new List<BoxSpan>();
        Find(bytes, 0, bytes.Length, depth: int.MaxValue, boxes);
        return boxes;
    }

    private static void Find(ReadOnlySpan<byte> bytes, int from, int to, int depth, List<BoxSpan> found)
    {
        for (var offset = from; to - offset >= 8;)
        {
            var (size, header) = BinaryPrimitives.ReadUInt32BigEndian(bytes[offset..]) switch
            {
                0 => (to - offset, 8),
                1 when to - offset >= 16 => ((long)BinaryPrimitives.ReadUInt64BigEndian(bytes[(offset + 8)..]), 16),
                var small => ((long)small, 8),
            };
            if (size < header || size > to - offset)
            {
                return;
            }

            found.Add(new BoxSpan(offset, (int)size));
            if (depth < 10 && Containers.Contains(Encoding.Latin1.GetString(bytes.Slice(offset + 4, 4))))
            {
                Find(bytes, offset + header, offset + (int)size, depth + 1, found);
            }

            offset += (int)size;
        }
    }
}
