using System.Buffers.Binary;
using Rushes.Media.Indexing;

namespace Rushes.Quality.Functions.Score;

/// <summary>
/// The fragments of a chunk that a few frames need, as a file of their own: from the key frame before them, so that the rest of the chunk is
/// not decoded. Nothing is sought: what is in the file, the index says.
/// </summary>
internal static class ChunkPart
{
    private const int HeaderSize = 8;
    private const int LargeHeaderSize = 16;
    private const int MovieFragment = 0x6D6F6F66; // "moof"

    /// <param name="index">Of the video.</param>
    /// <param name="chunk">Local path of the chunk.</param>
    /// <param name="from">The first frame, in the chunk.</param>
    /// <param name="to">Behind the last, in the same chunk.</param>
    /// <param name="part">Path of the file to make.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many frames the file has before the first.</returns>
    public static async Task<int> WriteAsync(FrameIndex index, string chunk, int from, int to, string part, CancellationToken cancellationToken)
    {
        var held = index.Chunks[index.ChunkOf(from)];
        var (key, next) = (from, to);
        // Decode and presentation order agree at key frames, because every GOP is closed.
        while (key > held.FirstFrame && !IsStart(index, key))
        {
            key--;
        }

        while (next < held.FirstFrame + held.Count && !IsStart(index, next))
        {
            next++;
        }

        await using var source = File.OpenRead(chunk);
        var fragments = await FragmentsAsync(source, cancellationToken);
        var first = fragments.FindLastIndex(start => start <= index.Offset(key));
        var last = next < held.FirstFrame + held.Count ? fragments.FindIndex(first, start => start > index.Offset(next - 1)) : -1;
        await using var file = File.Create(part);
        await CopyAsync(source, 0, fragments[0], file, cancellationToken);
        await CopyAsync(source, fragments[first], last < 0 ? source.Length : fragments[last], file, cancellationToken);
        while (key > held.FirstFrame && index.Offset(key - 1) > fragments[first])
        {
            key--;
        }

        return from - key;
    }

    private static bool IsStart(FrameIndex index, int frame) => index.IsKey(frame) && index.PresentationOrder(frame) == frame;

    // Where each begins.
    private static async Task<List<long>> FragmentsAsync(Stream source, CancellationToken cancellationToken)
    {
        List<long> starts = [];
        var header = new byte[LargeHeaderSize];
        for (long place = 0; place + HeaderSize <= source.Length;)
        {
            source.Position = place;
            await source.ReadAtLeastAsync(header, HeaderSize, cancellationToken: cancellationToken);
            if (BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)) == MovieFragment)
            {
                starts.Add(place);
            }

            long size = BinaryPrimitives.ReadUInt32BigEndian(header);
            size = size == 1 ? BinaryPrimitives.ReadInt64BigEndian(header.AsSpan(HeaderSize)) : size;
            place = size >= HeaderSize ? place + size : source.Length;
        }

        return starts.Count > 0 ? starts : throw new InvalidDataException("The chunk has no fragments.");
    }

    private static async Task CopyAsync(Stream source, long from, long to, Stream target, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        source.Position = from;
        while (from < to)
        {
            var length = await source.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, to - from)), cancellationToken);
            if (length == 0)
            {
                throw new EndOfStreamException("The chunk is shorter than its boxes say.");
            }

            await target.WriteAsync(buffer.AsMemory(0, length), cancellationToken);
            from += length;
        }
    }
}
