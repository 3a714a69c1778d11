using System.Globalization;

namespace Rushes.EndToEnd.Tests.Formats;

/// <summary>
/// Tells by content whether each frame of an encode is that of the source: none is plainly one of those beside it, and together they are
/// nearest where they belong. The distance is the sum of differences of small pictures, without what scaling changes in all of them; those
/// that are the same tell nothing.
/// </summary>
internal static class FrameMatch
{
    // An eighth of a step for each pixel: less is what rounding makes of one and the same picture.
    private const double Same = Pixels / 8.0;
    private const int Pixels = SourcePictures.SmallWidth * SourcePictures.SmallHeight;

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

        var moved = Enumerable.Range(0, source.Frames.Count).FirstOrDefault(frame => !SameTime(source.Frames, encoded.Frames, frame), -1);
        return moved >= 0 ? Text($"frame {moved} is at another time") : FindShift(source, encoded, -1) ?? FindShift(source, encoded, 1);
    }

    /// <summary>Null: the pixels are the same too.</summary>
    public static string? FindLoss(SourcePictures source, SourcePictures encoded)
    {
        var lossy = Enumerable.Range(0, source.Frames.Count).FirstOrDefault(frame => source.Frames[frame].Hash != encoded.Frames[frame].Hash, -1);
        return lossy >= 0 ? Text($"frame {lossy} has other pixels") : null;
    }

    private static string? FindShift(SourcePictures source, SourcePictures encoded, int by)
    {
        var (allToOwn, allToOther, allApart) = (0.0, 0.0, 0.0);
        var (same, bias) = (new double[Pixels], Bias(source, encoded));
        for (var frame = Math.Max(0, -by); frame < source.Frames.Count - Math.Max(0, by); frame++)
        {
            var apart = Distance(source[frame], source[frame + by], same);
            if (apart > Same)
            {
                var (own, other) = (Distance(encoded[frame], source[frame], bias), Distance(encoded[frame], source[frame + by], bias));
                (allToOwn, allToOther, allApart) = (allToOwn + own, allToOther + other, allApart + apart);

                // The difference is between -apart, for its own frame coded perfectly, and apart, for the other.
                if (own - other > apart / 2)
                {
                    return Text($"frame {frame} is rather frame {frame + by}");
                }
            }
        }

        return allToOwn - allToOther > allApart / 4 ? Text($"all frames are rather those {by} on") : null;
    }

    private static bool SameTime(IReadOnlyList<HashedFrame> source, IReadOnlyList<HashedFrame> encoded, int frame) =>
        (Int128)(source[frame].Ticks - source[0].Ticks) * encoded[frame].Timescale
        == (Int128)(encoded[frame].Ticks - encoded[0].Ticks) * source[frame].Timescale;

    private static double[] Bias(SourcePictures source, SourcePictures encoded)
    {
        var bias = new double[Pixels];
        for (var at = 0; at < source.Small.Length; at++)
        {
            bias[at % Pixels] += (double)(encoded.Small[at] - source.Small[at]) / source.Frames.Count;
        }

        return bias;
    }

    private static double Distance(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other, ReadOnlySpan<double> bias)
    {
        var sum = 0.0;
        for (var pixel = 0; pixel < one.Length; pixel++)
        {
            sum += Math.Abs(one[pixel] - other[pixel] - bias[pixel]);
        }

        return sum;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
