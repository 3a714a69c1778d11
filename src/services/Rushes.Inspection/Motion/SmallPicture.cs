using System.Runtime.Intrinsics;

namespace Rushes.Inspection.Motion;

/// <summary>
/// Luma of a whole picture, row by row: small enough to be looked at in every frame, large enough to tell what coding leaves of a repeated frame
/// from motion, and a mixture of two frames from each of them.
/// </summary>
internal static class SmallPicture
{
    public const int Width = 320;
    public const int Height = 180;
    public const int Size = Width * Height;

    public const int HalfWidth = Width / 2;
    public const int HalfHeight = Height / 2;
    public const int HalfSize = HalfWidth * HalfHeight;

    /// <summary>The mean of the differences of two pictures, 256ths of a level.</summary>
    public static int Step(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var sum = Vector128<uint>.Zero;
        for (var at = 0; at < Size; at += Vector128<byte>.Count)
        {
            var (a, b) = (Vector128.Create(one[at..]), Vector128.Create(other[at..]));
            var (low, high) = Vector128.Widen(Vector128.Max(a, b) - Vector128.Min(a, b));
            var (left, right) = Vector128.Widen(low + high);
            sum += left + right;
        }

        return (int)(Vector128.Sum(sum) * 256L / Size);
    }

    /// <summary>The mean square of the differences of each sample from those to its right and below, squared levels: mixtures of two moments have less.</summary>
    public static float Edges(ReadOnlySpan<byte> picture)
    {
        var sum = 0L;
        for (var row = 0; row < Height - 1; row++)
        {
            var here = picture.Slice(row * Width, Width);
            var below = picture.Slice((row + 1) * Width, Width);
            var ofRow = Vector128<int>.Zero;
            // The last columns have nothing to their right.
            for (var column = 0; column < Width - Vector128<byte>.Count; column += Vector128<byte>.Count)
            {
                var center = Vector128.Create(here[column..]);
                ofRow += Squares(center, Vector128.Create(here[(column + 1)..])) + Squares(center, Vector128.Create(below[column..]));
            }

            sum += Vector128.Sum(ofRow);
        }

        return sum / (float)((Height - 1) * (Width - Vector128<byte>.Count));
    }

    /// <param name="picture">The whole one.</param>
    /// <param name="half">Gets the means of two by two samples.</param>
    public static void Halve(ReadOnlySpan<byte> picture, Span<byte> half)
    {
        for (var row = 0; row < HalfHeight; row++)
        {
            var upper = picture.Slice(2 * row * Width, Width);
            var lower = picture.Slice(((2 * row) + 1) * Width, Width);
            for (var column = 0; column < HalfWidth; column++)
            {
                half[(row * HalfWidth) + column] = (byte)((upper[2 * column] + upper[(2 * column) + 1] + lower[2 * column] + lower[(2 * column) + 1] + 2) / 4);
            }
        }
    }

    // The square of a byte fits 16 bits; the sum of a row's fits 32.
    private static Vector128<int> Squares(Vector128<byte> one, Vector128<byte> other)
    {
        var (low, high) = Vector128.Widen(Vector128.Max(one, other) - Vector128.Min(one, other));
        var (a, b) = Vector128.Widen(low * low);
        var (c, d) = Vector128.Widen(high * high);
        return (a + b + c + d).AsInt32();
    }
}
