using Rushes.Media.Isobmff;

namespace Rushes.Media.Indexing;

/// <summary>The stored form of a frame index. Reading trusts nothing: what it returns agrees with itself.</summary>
internal static class FrameIndexFile
{
    public static void Write(FrameIndex index, Stream stream)
    {
        var message = new Wire.FrameIndex
        {
            Kind = (Wire.Kind)index.Format.Kind,
            Codec = index.Format.Codec,
            Timescale = index.Timescale,
            Configuration = Google.Protobuf.ByteString.CopyFrom(index.Format.Configuration.Span),
            Width = index.Format.Width,
            Height = index.Format.Height,
            Origin = index.Origin,
            DecodeDelay = index.DecodeDelay,
            Complete = true,
        };
        message.Chunks.AddRange(index.Chunks.Select(chunk => new Wire.Chunk
        {
            Uri = chunk.Uri,
            Size = chunk.Size,
            Digest = Google.Protobuf.ByteString.CopyFrom(chunk.Digest.Span),
            Frames = chunk.Count,
        }));
        FrameTableCoding.Encode(index, message);
        TaggedMessage.Write(stream, "RFI1"u8, message);
    }

    public static FrameIndex Read(Stream stream)
    {
        var message = TaggedMessage.Read(stream, "RFI1"u8, Wire.FrameIndex.Parser);
        if (!message.Complete)
        {
            throw Malformed("ends too early");
        }

        if (message.Kind is not (Wire.Kind.Video or Wire.Kind.Audio) || message.Timescale == 0)
        {
            throw Malformed($"kind {message.Kind}, timescale {message.Timescale}");
        }

        if (message.Kind == Wire.Kind.Video && (message.Width is < 1 or > ushort.MaxValue || message.Height is < 1 or > ushort.MaxValue))
        {
            throw Malformed($"picture of {message.Width}x{message.Height}");
        }

        var format = TrackFormat.FromConfiguration(
            (TrackKind)message.Kind, message.Configuration.Span, message.Width, message.Height);
        if (format.Codec != message.Codec)
        {
            throw Malformed($"codec '{message.Codec}' is not known");
        }

        if (Int128.Abs(message.Origin) > long.MaxValue / 4)
        {
            throw Malformed("absurd origin");
        }

        var chunks = ReadChunks(message);
        var frames = FrameTableCoding.Decode(message, chunks);
        return new FrameIndex(format, message.Timescale, message.Origin, chunks, frames);
    }

    public static MediaFormatException Malformed(string what) => new($"frame index: {what}", TaggedMessage.MagicSize);

    private static IndexedChunk[] ReadChunks(Wire.FrameIndex message)
    {
        var chunks = new IndexedChunk[message.Chunks.Count];
        var first = 0L;
        for (var i = 0; i < chunks.Length; i++)
        {
            var chunk = message.Chunks[i];
            if (chunk.Frames <= 0 || chunk.Size <= 0 || first + chunk.Frames > message.Sizes.Count)
            {
                throw Malformed($"chunk {i} has {chunk.Frames} frames in {chunk.Size} bytes");
            }

            chunks[i] = new IndexedChunk(chunk.Uri, chunk.Size, chunk.Digest.Memory, (int)first, chunk.Frames);
            first += chunk.Frames;
        }

        return first == message.Sizes.Count && first > 0
            ? chunks
            : throw Malformed($"{message.Sizes.Count} frames, {first} in its chunks");
    }
}
