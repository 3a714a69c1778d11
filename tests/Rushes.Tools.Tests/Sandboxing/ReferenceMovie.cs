using System.Buffers.Binary;
using System.Text;
using Rushes.Testing;

namespace Rushes.Tools.Tests.Sandboxing;

/// <summary>
/// A QuickTime file whose samples lie in another file: its data reference is an alias, as Final Cut wrote it for reference
/// movies (QuickTime File Format, "dref"; the alias record is that of the Mac's Alias Manager).
/// </summary>
internal static class ReferenceMovie
{
    private const int AliasHeaderBytes = 150;
    private const short AbsolutePath = 2;

    private static readonly string[] Parents = ["moov", "trak", "mdia", "minf", "dinf", "dref"];

    /// <param name="folder">For the file.</param>
    /// <param name="target">Path of the file that it names.</param>
    /// <param name="cancellationToken">Ends the making.</param>
    internal static async Task<string> MakeAsync(TemporaryFolder folder, string target, CancellationToken cancellationToken)
    {
        var whole = await TestMedia.MakeAsync(folder["whole.mov"], "-f lavfi -i testsrc=size=64x64:rate=12:duration=1 -c:v libx264", cancellationToken);
        return folder.Write("a.mov", Refer(await File.ReadAllBytesAsync(whole, cancellationToken), target));
    }

    /// <summary>The samples come before moov, so no offset changes.</summary>
    private static byte[] Refer(byte[] movie, string target)
    {
        var boxes = new List<int>();
        foreach (var name in Parents)
        {
            var from = boxes.Count == 0 ? 0 : boxes[^1] + 8;
            boxes.Add(from + movie.AsSpan(from).IndexOf(Encoding.ASCII.GetBytes(name)) - 4);
        }
        const int HeaderOfDref = 16;
        var entry = boxes[^1] + HeaderOfDref;
        var oldSize = ReadSize(movie, entry);
        var alias = Alias(target);
        foreach (var box in boxes)
            BinaryPrimitives.WriteInt32BigEndian(movie.AsSpan(box), ReadSize(movie, box) + alias.Length - oldSize);
        return [.. movie.AsSpan(0, entry), .. alias, .. movie.AsSpan(entry + oldSize)];
    }

    private static byte[] Alias(string target)
    {
        byte[] path = [.. Encoding.UTF8.GetBytes(target), .. target.Length % 2 == 0 ? (byte[])[] : [0]];
        var size = 12 + AliasHeaderBytes + 4 + path.Length + 4;
        var alias = new byte[size];
        BinaryPrimitives.WriteInt32BigEndian(alias, size);
        "alis"u8.CopyTo(alias.AsSpan(4));
        var record = alias.AsSpan(12 + AliasHeaderBytes);
        BinaryPrimitives.WriteInt16BigEndian(record, AbsolutePath);
        BinaryPrimitives.WriteInt16BigEndian(record[2..], (short)path.Length);
        path.CopyTo(record[4..]);
        BinaryPrimitives.WriteInt16BigEndian(record[(4 + path.Length)..], -1);
        return alias;
    }

    private static int ReadSize(byte[] movie, int box) => BinaryPrimitives.ReadInt32BigEndian(movie.AsSpan(box));
}
