using System.Globalization;

namespace Rushes.EndToEnd.Tests.Formats;

/// <summary>
/// Tells by content whether each frame of an encode is that of the source: it is nearer to its own frame than to those beside it. The
/// distance is the sum of differences of small pictures; where those beside are the same picture, there is nothing to tell.
/// </summary>
internal static class FrameMatch
{
    // A sixteenth of a step for each pixel: less is what rounding makes of one and the same picture.
    private const int Same = SourcePictures.SmallWidth * SourcePictures.SmallHeight / 16;

    /// <summary>Null: every frame is its own, and at its time.</summary>
    public static string? FindProblem(SourcePictures source, SourcePictures encoded)
    {
        if (encoded.Frames.Count != source.Frames.Count)
        {
            return Text($"{encoded.Frames.Count} frames of {source.Frames.Count}");
        }

        // Fragments start at one second, which leaves room before it for what decoders want first; files start at 0.
        if (encoded.Frames[0].Ticks != 0 && encoded.Frames[0].Ticks != encoded.Frames[0].Timescale)
        {
            return Text($"starts at {encoded.Frames[0].Ticks}/{encoded.Frames[0].Timescale}");
        }

        for (var frame = 0; frame < source.Frames.Count; frame++)
        {
            if (!SameTime(source.Frames, encoded.Frames, frame))
            {
                return Text($"frame {frame} is at another time");
            }

            foreach (var other in (int[])[frame - 1, frame + 1])
            {
                if (other >= 0 && other < source.Frames.Count && Distance(source[frame], source[other]) > Same
                    && Distance(encoded[frame], source[frame]) > Distance(encoded[frame], source[other]))
                {
                    return Text($"frame {frame} is rather frame {other}");
                }
            }
        }

        return null;
    }

    /// <summary>Null: the pixels are the same too.</summary>
    public static string? FindLoss(SourcePictures source, SourcePictures encoded)
    {
        for (var frame = 0; frame < source.Frames.Count; frame++)
        {
            if (source.Frames[frame].Hash != encoded.Frames[frame].Hash)
            {
                return Text($"frame {frame} has other pixels");
            }
        }

        return null;
    }

    private static bool SameTime(IReadOnlyList<HashedFrame> source, IReadOnlyList<HashedFrame> encoded, int frame) =>
        (Int128)(source[frame].Ticks - source[0].Ticks) * encoded[frame].Timescale == (Int128)(encoded[frame].Ticks - encoded[0].Ticks) * source[frame].Timescale;

    private static int Distance(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var sum = 0;
        for (var pixel = 0; pixel < one.Length; pixel++)
        {
            sum += Math.Abs(one[pixel] - other[pixel]);
        }

        return sum;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
