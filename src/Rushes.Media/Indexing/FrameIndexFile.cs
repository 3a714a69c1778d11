using Rushes.Media.Encryption;
using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.SampleEntries;

namespace Rushes.Media.Indexing;

/// <summary>The stored form of a frame index. Reading trusts nothing: what it returns agrees with itself.</summary>
internal static class FrameIndexFile
{
    public static void Write(FrameIndex index, Stream stream)
    {
        var entry = new BoxWriter();
        SampleEntryBox.Write(entry, index.Format);
        var message = new Wire.FrameIndex
        {
            SampleEntry = Google.Protobuf.ByteString.CopyFrom(entry.Written.Span),
            Rotation = index.Format.Picture.Rotation,
            Kind = (Wire.Kind)index.Format.Kind,
            Codec = index.Format.Codec,
            Timescale = index.Timescale,
            Configuration = Google.Protobuf.ByteString.CopyFrom(index.Format.Configuration.Span),
            Width = index.Format.Width,
            Height = index.Format.Height,
            Language = index.Language,
            Scheme = index.Encryption?.Name() ?? string.Empty,
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
        TaggedMessage.Write(stream, Magic, message);
    }

    private static ReadOnlySpan<byte> Magic => "RFI1"u8;

    public static bool IsStoredIn(Stream seekable)
    {
        Span<byte> start = stackalloc byte[TaggedMessage.MagicSize];
        var length = seekable.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        seekable.Position -= length;
        return start[..length].SequenceEqual(Magic);
    }

    public static FrameIndex Read(Stream stream)
    {
        var message = TaggedMessage.Read(stream, Magic, Wire.FrameIndex.Parser);
        if (!message.Complete)
        {
            throw Malformed("ends too early");
        }

        if (message.Kind is not (Wire.Kind.Video or Wire.Kind.Audio) || message.Timescale == 0)
        {
            throw Malformed($"kind {message.Kind}, timescale {message.Timescale}");
        }

        var format = TrackFormat.FromSampleEntry((TrackKind)message.Kind, message.SampleEntry.Memory);
        if (format.Codec != message.Codec || message.Rotation is not (0 or 90 or 180 or 270))
        {
            throw Malformed($"codec '{message.Codec}' turned by {message.Rotation} degrees");
        }

        if (message.Rotation != 0)
        {
            format = format with { Picture = format.Picture with { Rotation = message.Rotation } };
        }

        if (message.Scheme.Length > 0 && EncryptionSchemes.Find(message.Scheme) is null)
        {
            throw Malformed($"scheme '{message.Scheme}'");
        }

        if (Int128.Abs(message.Origin) > long.MaxValue / 4)
        {
            throw Malformed("absurd origin");
        }

        var chunks = ReadChunks(message);
        var frames = FrameTableCoding.Decode(message, chunks);
        return new FrameIndex(format, message.Timescale, message.Origin, chunks, frames) { Language = message.Language, Encryption = EncryptionSchemes.Find(message.Scheme) };
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
