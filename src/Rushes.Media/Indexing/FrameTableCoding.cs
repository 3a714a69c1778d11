using System.Collections;

namespace Rushes.Media.Indexing;

/// <summary>The per-frame lists of an index: differences and runs, about four bytes a frame. Times are in <see cref="FrameTimesCoding"/>.</summary>
internal static class FrameTableCoding
{
    public static void Encode(FrameIndex index, Wire.FrameIndex message)
    {
        var frames = index.Frames;
        message.Sizes.AddRange(frames.Sizes.Select(size => (uint)size));
        EncodeOffsets(index, message);
        FrameTimesCoding.Encode(frames, message);
        if (frames.Shown is { } shown)
        {
            message.Reorder.AddRange(shown.Select((order, frame) => order - frame));
        }

        if (!frames.Keys.HasAllSet())
        {
            EncodeKeys(frames.Keys, message);
        }
    }

    public static FrameTable Decode(Wire.FrameIndex message, IndexedChunk[] chunks)
    {
        var sizes = DecodeSizes(message);
        var times = FrameTimesCoding.Decode(message, out var lastDuration);
        var shown = DecodeOrder(message, chunks);
        if (message.DecodeDelay < FrameTable.SmallestDelay(times, shown) || message.DecodeDelay > long.MaxValue / 4)
        {
            throw FrameIndexFile.Malformed($"decode delay {message.DecodeDelay} does not fit the order of the frames");
        }

        return new FrameTable
        {
            Sizes = sizes,
            Offsets = DecodeOffsets(message, chunks, sizes),
            Times = times,
            LastDuration = lastDuration,
            Shown = shown,
            Keys = DecodeKeys(message),
            DecodeDelay = message.DecodeDelay,
        };
    }

    private static void EncodeOffsets(FrameIndex index, Wire.FrameIndex message)
    {
        var previous = 0;
        foreach (var chunk in index.Chunks)
        {
            var expected = 0L;
            for (var i = chunk.FirstFrame; i < chunk.FirstFrame + chunk.Count; i++)
            {
                if (index.Offset(i) != expected)
                {
                    message.JumpFrames.Add((uint)(i - previous));
                    message.JumpBytes.Add(index.Offset(i) - expected);
                    previous = i;
                }

                expected = index.Offset(i) + index.Size(i);
            }
        }
    }

    private static void EncodeKeys(BitArray keys, Wire.FrameIndex message)
    {
        var previous = 0;
        for (var i = 0; i < keys.Count; i++)
        {
            if (keys[i])
            {
                message.KeyFrames.Add((uint)(i - previous));
                previous = i;
            }
        }
    }

    private static int[] DecodeSizes(Wire.FrameIndex message)
    {
        var sizes = new int[message.Sizes.Count];
        for (var i = 0; i < sizes.Length; i++)
        {
            sizes[i] = message.Sizes[i] is > 0 and <= int.MaxValue and var size
                ? (int)size
                : throw FrameIndexFile.Malformed($"frame {i} of {message.Sizes[i]} bytes");
        }

        return sizes;
    }

    private static long[] DecodeOffsets(Wire.FrameIndex message, IndexedChunk[] chunks, int[] sizes)
    {
        if (message.JumpFrames.Count != message.JumpBytes.Count)
        {
            throw FrameIndexFile.Malformed("jumps without a length");
        }

        var offsets = new long[sizes.Length];
        var jump = 0;
        var nextJump = message.JumpFrames.Count > 0 ? message.JumpFrames[0] : long.MaxValue;
        foreach (var chunk in chunks)
        {
            var offset = 0L;
            for (var i = chunk.FirstFrame; i < chunk.FirstFrame + chunk.Count; i++)
            {
                if (i == nextJump)
                {
                    // Any sum that wraps is out of the file.
                    offset = unchecked(offset + message.JumpBytes[jump]);
                    jump++;
                    nextJump = jump < message.JumpFrames.Count ? i + Math.Max(1L, message.JumpFrames[jump]) : long.MaxValue;
                }

                if (offset < 0 || offset > chunk.Size - sizes[i])
                {
                    throw FrameIndexFile.Malformed($"frame {i} lies beyond its chunk");
                }

                offsets[i] = offset;
                offset += sizes[i];
            }
        }

        return jump == message.JumpFrames.Count ? offsets : throw FrameIndexFile.Malformed("jumps out of order or beyond the last frame");
    }

    // Each chunk is closed: its frames are shown before those of the next.
    private static int[]? DecodeOrder(Wire.FrameIndex message, IndexedChunk[] chunks)
    {
        if (message.Reorder.Count == 0)
        {
            return null;
        }

        if (message.Reorder.Count != message.Sizes.Count)
        {
            throw FrameIndexFile.Malformed($"order of {message.Reorder.Count} of {message.Sizes.Count} frames");
        }

        var shown = new int[message.Reorder.Count];
        var seen = new BitArray(shown.Length);
        foreach (var chunk in chunks)
        {
            for (var i = chunk.FirstFrame; i < chunk.FirstFrame + chunk.Count; i++)
            {
                var order = (long)i + message.Reorder[i];
                if (order < chunk.FirstFrame || order >= chunk.FirstFrame + chunk.Count || seen[(int)order])
                {
                    throw FrameIndexFile.Malformed($"frame {i} is shown as number {order}, outside its chunk or twice");
                }

                seen[(int)order] = true;
                shown[i] = (int)order;
            }
        }

        return shown;
    }

    private static BitArray DecodeKeys(Wire.FrameIndex message)
    {
        var keys = new BitArray(message.Sizes.Count, defaultValue: message.KeyFrames.Count == 0);
        var frame = 0L;
        foreach (var distance in message.KeyFrames)
        {
            frame += distance;
            if (frame >= keys.Count)
            {
                throw FrameIndexFile.Malformed($"key frame {frame} of {keys.Count}");
            }

            keys[(int)frame] = true;
        }

        return keys;
    }
}
