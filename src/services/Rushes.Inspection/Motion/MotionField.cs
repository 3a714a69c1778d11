using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Rushes.Inspection.Motion;

/// <summary>
/// How far the blocks of a picture have moved since the one before, in samples of half a <see cref="SmallPicture"/>: the best whole step within
/// eight samples, then by the gradients (Lucas and Kanade) to some hundredths.
/// </summary>
internal sealed class MotionField
{
    public const int Blocks = Columns * Rows;

    /// <summary>Samples of its side.</summary>
    public const int Block = 8;

    private const int Columns = 19;
    private const int Rows = 10;
    private const int Reach = 8;
    private const int Width = SmallPicture.HalfWidth;
    private const int Height = SmallPicture.HalfHeight;

    /// <summary>Samples around a block that gradients are taken from too.</summary>
    private const int Border = 2;
    private const int Window = Block + (2 * Border);
    private const int WindowSize = Window * Window;

    /// <summary>Of the squared gradient along the weaker direction: less of it is no texture to be followed.</summary>
    private const float LeastTexture = 1.5f;

    private const int Rounds = 4;
    private const float NearEnough = 0.01f;

    /// <summary>Samples from the best whole step that gradients may lead.</summary>
    private const float Furthest = 2;

    /// <summary>What may be left of a block that was followed: part of its squared gradients, and squared levels of each sample.</summary>
    private const float MostError = 0.25f;
    private const float Noise = 4;

    private readonly Vector2[] _steps = new Vector2[Blocks];

    /// <summary>NaN where it cannot be told.</summary>
    public ReadOnlySpan<Vector2> Steps => _steps;

    /// <param name="before">Half a small picture.</param>
    /// <param name="picture">The next one.</param>
    public static MotionField Between(ReadOnlySpan<byte> before, ReadOnlySpan<byte> picture)
    {
        var field = new MotionField();
        Span<float> across = stackalloc float[WindowSize], down = stackalloc float[WindowSize];
        for (var block = 0; block < Blocks; block++)
        {
            var (x, y) = PlaceOf(block);
            field._steps[block] = Gradients(picture, x, y, across, down) is { } texture
                ? Refine(before, picture, x, y, WholeStep(before, picture, x, y), across, down, texture)
                : new Vector2(float.NaN);
        }

        return field;
    }

    /// <summary>Its first sample.</summary>
    public static (int X, int Y) PlaceOf(int block) =>
        (((Width - (Columns * Block)) / 2) + (block % Columns * Block), ((Height - (Rows * Block)) / 2) + (block / Columns * Block));

    /// <summary>The squared differences of a block from the picture before, so far away; null: it lies outside.</summary>
    public static float? Difference(ReadOnlySpan<byte> before, ReadOnlySpan<byte> picture, int block, Vector2 step)
    {
        var (x, y) = PlaceOf(block);
        var (left, top) = (x + step.X, y + step.Y);
        var (column, row) = ((int)MathF.Floor(left), (int)MathF.Floor(top));
        if (column < 0 || row < 0 || column + Block >= Width || row + Block >= Height)
        {
            return null;
        }

        var (fx, fy, sum) = (left - column, top - row, 0f);
        for (var line = 0; line < Block; line++)
        {
            var upper = before.Slice(((row + line) * Width) + column, Block + 1);
            var lower = before.Slice(((row + line + 1) * Width) + column, Block + 1);
            var here = picture.Slice(((y + line) * Width) + x, Block);
            for (var at = 0; at < Block; at++)
            {
                var above = upper[at] + (fx * (upper[at + 1] - upper[at]));
                var under = lower[at] + (fx * (lower[at + 1] - lower[at]));
                var difference = above + (fy * (under - above)) - here[at];
                sum += difference * difference;
            }
        }

        return sum;
    }

    private static (float Xx, float Xy, float Yy)? Gradients(ReadOnlySpan<byte> picture, int x, int y, Span<float> across, Span<float> down)
    {
        var (xx, xy, yy) = (0f, 0f, 0f);
        for (var at = 0; at < WindowSize; at++)
        {
            var here = ((y - Border + (at / Window)) * Width) + x - Border + (at % Window);
            var (dx, dy) = ((picture[here + 1] - picture[here - 1]) / 2f, (picture[here + Width] - picture[here - Width]) / 2f);
            (across[at], down[at]) = (dx, dy);
            (xx, xy, yy) = (xx + (dx * dx), xy + (dx * dy), yy + (dy * dy));
        }

        var weaker = (xx + yy - MathF.Sqrt(((xx - yy) * (xx - yy)) + (4 * xy * xy))) / 2;
        return weaker >= LeastTexture * WindowSize ? (xx, xy, yy) : null;
    }

    private static (int X, int Y) WholeStep(ReadOnlySpan<byte> before, ReadOnlySpan<byte> picture, int x, int y)
    {
        Span<Vector128<byte>> block = stackalloc Vector128<byte>[Block / 2];
        for (var pair = 0; pair < block.Length; pair++)
        {
            block[pair] = TwoRows(picture, ((y + (2 * pair)) * Width) + x);
        }

        var (least, best) = (int.MaxValue, (0, 0));
        for (var dy = Math.Max(-Reach, -y); dy <= Math.Min(Reach, Height - Block - y); dy++)
        {
            for (var dx = Math.Max(-Reach, -x); dx <= Math.Min(Reach, Width - Block - x); dx++)
            {
                // Of two that are as good the shorter one.
                var difference = Difference(block, before, ((y + dy) * Width) + x + dx) + Math.Abs(dx) + Math.Abs(dy);
                if (difference < least)
                {
                    (least, best) = (difference, (dx, dy));
                }
            }
        }

        return best;
    }

    private static int Difference(ReadOnlySpan<Vector128<byte>> block, ReadOnlySpan<byte> picture, int at)
    {
        var sum = Vector128<ushort>.Zero;
        for (var pair = 0; pair < block.Length; pair++)
        {
            var other = TwoRows(picture, at + (2 * pair * Width));
            var (low, high) = Vector128.Widen(Vector128.Max(block[pair], other) - Vector128.Min(block[pair], other));
            sum += low + high;
        }

        return Vector128.Sum(sum);
    }

    private static Vector128<byte> TwoRows(ReadOnlySpan<byte> picture, int at) => Vector128.Create(
        BinaryPrimitives.ReadUInt64LittleEndian(picture[at..]), BinaryPrimitives.ReadUInt64LittleEndian(picture[(at + Width)..])).AsByte();

    private static Vector2 Refine(
        ReadOnlySpan<byte> before, ReadOnlySpan<byte> picture, int x, int y, (int X, int Y) whole, ReadOnlySpan<float> across, ReadOnlySpan<float> down, (float Xx, float Xy, float Yy) texture)
    {
        var start = new Vector2(whole.X, whole.Y);
        var (step, error, determinant) = (start, 0f, (texture.Xx * texture.Yy) - (texture.Xy * texture.Xy));
        for (var round = 0; round < Rounds; round++)
        {
            if (Compare(before, picture, x, y, step, across, down) is not { } found)
            {
                return new Vector2(float.NaN);
            }

            var change = new Vector2((texture.Yy * found.Across) - (texture.Xy * found.Down), (texture.Xx * found.Down) - (texture.Xy * found.Across)) / determinant;
            (step, error) = (step - change, found.Error);
            if (change.Length() < NearEnough)
            {
                break;
            }
        }

        if (Vector2.Distance(step, start) > Furthest || error > (MostError * (texture.Xx + texture.Yy)) + (Noise * WindowSize))
        {
            return new Vector2(float.NaN);
        }

        // From where it was to where it is.
        return -step;
    }

    /// <summary>Differences from the picture before, so far away, times the gradients, and their squares; null: it lies outside.</summary>
    private static (float Across, float Down, float Error)? Compare(
        ReadOnlySpan<byte> before, ReadOnlySpan<byte> picture, int x, int y, Vector2 step, ReadOnlySpan<float> across, ReadOnlySpan<float> down)
    {
        var (left, top) = (x - Border + step.X, y - Border + step.Y);
        var (column, row) = ((int)MathF.Floor(left), (int)MathF.Floor(top));
        if (column < 0 || row < 0 || column + Window >= Width || row + Window >= Height)
        {
            return null;
        }

        var (fx, fy) = (left - column, top - row);
        var (sumAcross, sumDown, error) = (0f, 0f, 0f);
        for (var line = 0; line < Window; line++)
        {
            var upper = before.Slice(((row + line) * Width) + column, Window + 1);
            var lower = before.Slice(((row + line + 1) * Width) + column, Window + 1);
            var here = picture.Slice(((y - Border + line) * Width) + x - Border, Window);
            for (var at = 0; at < Window; at++)
            {
                var above = upper[at] + (fx * (upper[at + 1] - upper[at]));
                var under = lower[at] + (fx * (lower[at + 1] - lower[at]));
                var difference = above + (fy * (under - above)) - here[at];
                sumAcross += across[(line * Window) + at] * difference;
                sumDown += down[(line * Window) + at] * difference;
                error += difference * difference;
            }
        }

        return (sumAcross, sumDown, error);
    }
}
