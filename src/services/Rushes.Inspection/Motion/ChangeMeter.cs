namespace Rushes.Inspection.Motion;

/// <summary>
/// How many times as much a picture changes in one step as in those beside, block by block, where these are alike: motion by less than a sample, and edges
/// that no block can be followed along, change each sample in proportion to the step.
/// </summary>
/// <param name="Blocks">That change evenly before and after.</param>
/// <param name="Median">Of their multiples; negative where it changes back.</param>
/// <param name="Whole">The multiple of all of them together.</param>
/// <param name="Likeness">Of the change to those beside: 1 the same but for the multiple, 0 another one.</param>
internal readonly record struct ChangeMeter(int Blocks, float Median, float Whole, float Likeness)
{
    /// <summary>Pictures that are looked at; the step measured is the one to the fourth.</summary>
    public const int Pictures = 6;

    /// <summary>Squared levels of each sample: what changes less is not told from coding.</summary>
    private const float LeastChange = 1;

    /// <summary>Of the changes before and after.</summary>
    private const double Alike = 0.5;

    /// <param name="pictures">Halves of small pictures, one behind the other.</param>
    public static ChangeMeter Of(ReadOnlySpan<byte[]> pictures)
    {
        Span<float> multiples = stackalloc float[MotionField.Blocks];
        var (blocks, whole) = (0, default(Sums));
        for (var block = 0; block < MotionField.Blocks; block++)
        {
            var sums = SumsOf(pictures, block);
            if (sums.Beside >= LeastChange * MotionField.Block * MotionField.Block && sums.BothSides >= Alike * Math.Sqrt((double)sums.Before * sums.After))
            {
                multiples[blocks++] = sums.Product / sums.Beside;
                whole = whole.With(sums);
            }
        }

        multiples = multiples[..blocks];
        multiples.Sort();
        return blocks == 0 ? default : new(blocks, multiples[blocks / 2], whole.Product / whole.Beside, whole.Product / MathF.Sqrt(Math.Max(1, whole.Beside * whole.Step)));
    }

    private static Sums SumsOf(ReadOnlySpan<byte[]> pictures, int block)
    {
        var (x, y) = MotionField.PlaceOf(block);
        var sums = default(Sums);
        for (var row = y; row < y + MotionField.Block; row++)
        {
            for (var at = (row * SmallPicture.HalfWidth) + x; at < (row * SmallPicture.HalfWidth) + x + MotionField.Block; at++)
            {
                // Of two steps each, so that coding, which differs from picture to picture, counts for less.
                var (before, after) = ((pictures[2][at] - pictures[0][at]) / 2f, (pictures[5][at] - pictures[3][at]) / 2f);
                var (step, beside) = ((float)pictures[3][at] - pictures[2][at], (before + after) / 2);
                sums = sums.With(new(step * beside, beside * beside, step * step, before * after, before * before, after * after));
            }
        }

        return sums;
    }

    private readonly record struct Sums(float Product, float Beside, float Step, float BothSides, float Before, float After)
    {
        public Sums With(Sums other) => new(
            Product + other.Product, Beside + other.Beside, Step + other.Step, BothSides + other.BothSides, Before + other.Before, After + other.After);
    }
}
