using System.Buffers.Binary;
using System.Text;

namespace Rushes.Quality.Scores;

/// <summary>
/// The stored form of scores (<c>.rqs</c>): the magic "RQS1"; a byte with the number of metrics; of each, a byte with the length of its
/// name and the name in ASCII; then for each frame its number in 32 bits and its scores in 32 bits each (IEEE 754), in the order of the
/// metrics, all little endian. Frames rise; those that are not there were not measured.
/// </summary>
public static class FrameScores
{
    private static ReadOnlySpan<byte> Magic => "RQS1"u8;

    /// <summary>Writes what comes before the frames.</summary>
    public static void WriteHeader(Stream stream, IReadOnlyList<string> metrics)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(metrics);
        stream.Write(Magic);
        stream.WriteByte(checked((byte)metrics.Count));
        foreach (var metric in metrics)
        {
            var name = Encoding.ASCII.GetBytes(metric);
            stream.WriteByte(checked((byte)name.Length));
            stream.Write(name);
        }
    }

    public static void WriteFrame(Stream stream, int frame, ReadOnlySpan<float> scores)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span<byte> word = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(word, frame);
        stream.Write(word);
        foreach (var score in scores)
        {
            BinaryPrimitives.WriteSingleLittleEndian(word, score);
            stream.Write(word);
        }
    }

    /// <summary>The names of the metrics.</summary>
    /// <exception cref="InvalidDataException">These are no scores.</exception>
    public static IReadOnlyList<string> ReadHeader(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span<byte> magic = stackalloc byte[4];
        if (stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) < magic.Length || !magic.SequenceEqual(Magic))
        {
            throw new InvalidDataException("These are no scores.");
        }

        return [.. Enumerable.Range(0, Byte(stream)).Select(_ => Name(stream)).ToArray()];
    }

    /// <summary>The frames behind the header, one at a time; the scores stay until the next.</summary>
    /// <exception cref="InvalidDataException">The last frame is cut off.</exception>
    public static IEnumerable<(int Frame, float[] Scores)> ReadFrames(Stream stream, int metrics)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var record = new byte[sizeof(int) * (1 + metrics)];
        var scores = new float[metrics];
        while (true)
        {
            var length = stream.ReadAtLeast(record, record.Length, throwOnEndOfStream: false);
            if (length == 0)
            {
                yield break;
            }

            if (length < record.Length)
            {
                throw new InvalidDataException("The scores end within a frame.");
            }

            for (var metric = 0; metric < metrics; metric++)
            {
                scores[metric] = BinaryPrimitives.ReadSingleLittleEndian(record.AsSpan(sizeof(int) * (1 + metric)));
            }

            yield return (BinaryPrimitives.ReadInt32LittleEndian(record), scores);
        }
    }

    private static string Name(Stream stream)
    {
        var name = new byte[Byte(stream)];
        stream.ReadExactly(name);
        return Encoding.ASCII.GetString(name);
    }

    private static int Byte(Stream stream) => stream.ReadByte() is >= 0 and var value ? value : throw new InvalidDataException("The scores end within their header.");
}
